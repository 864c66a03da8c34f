using System.Text.Json.Nodes;

namespace Reconciler.Manifests.Schemas;

/// <summary>Something that an object can tell by itself: a CEL rule, with the words of the reader.</summary>
/// <param name="Holds">The rule; <c>self</c> is the record. True: nothing is wrong.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Field">The field that stands for it; null: the record.</param>
/// <param name="Words">CEL that makes the message from the object; null: the message as it stands.</param>
internal sealed record SelfRule(string Holds, string Message, string? Field = null, string? Words = null)
{
    /// <summary>As an entry of <c>x-kubernetes-validations</c>.</summary>
    public JsonObject ToJson()
    {
        var rule = new JsonObject { ["rule"] = Holds, ["message"] = Message };
        if (Words is not null)
        {
            rule["messageExpression"] = Words;
        }

        if (Field is not null)
        {
            rule["fieldPath"] = "." + Field;
        }

        return rule;
    }
}
