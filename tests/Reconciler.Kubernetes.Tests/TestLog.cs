using Microsoft.Extensions.Logging;

namespace Reconciler.Kubernetes.Tests;

/// <summary>What the code says goes to the output of the test.</summary>
internal sealed class TestLog : ILogger
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _output?.WriteLine($"{logLevel} {formatter(state, exception)}");
}
