using Reconciler.Operator.Telemetry;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>Where health and metrics may be served.</summary>
public sealed class ListenAddressTests
{
    [Theory]
    [InlineData(":8080", null, 8080)]
    [InlineData("127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData("localhost:9090", "127.0.0.1", 9090)]
    [InlineData("0.0.0.0:65535", "0.0.0.0", 65535)]
    [InlineData("[::1]:8080", "::1", 8080)]
    public void TryParse_GivesAddressAndPort_OfOneThatIsWellFormed(string text, string? address, int port)
    {
        var where = ListenAddress.TryParse(text);

        Assert.Equal((address, port), (where?.Address?.ToString(), where?.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData("127.0.0.1")]
    [InlineData(":")]
    [InlineData(":65536")]
    [InlineData(":-1")]
    [InlineData(": 80")]
    [InlineData("::1:8080")]
    [InlineData("1:8080")]
    [InlineData("example.com:8080")]
    [InlineData("[127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080")]
    public void TryParse_GivesNothing_OfAnythingElse(string text) => Assert.Null(ListenAddress.TryParse(text));
}
