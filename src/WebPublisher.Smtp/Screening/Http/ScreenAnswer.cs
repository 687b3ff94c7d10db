using System.Buffers;
using System.Text.Json;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary>What a request to judge a message is answered, in JSON.</summary>
internal static class ScreenAnswer
{
    /// <summary>Writes the answer.</summary>
    public static ReadOnlyMemory<byte> Of(ScreenedMessage judged)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("action", Action(judged.Action.Disposition));
        json.WriteString("reference", judged.Reference);
        json.WriteString("reply", judged.Refusal?.ToString());
        json.WriteString("redirectTo", judged.Action.Cause?.Finding.RedirectTo?.ToString());
        if (judged.Transaction.Scl is { } scl)
        {
            json.WriteNumber("scl", scl);
        }
        else
        {
            json.WriteNull("scl");
        }

        json.WritePropertyName("cause");
        if (judged.Action.Cause is { } cause)
        {
            Write(json, cause);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartArray("findings");
        foreach (var found in judged.Transaction.Findings)
        {
            Write(json, found);
        }

        json.WriteEndArray();
        json.WriteStartArray("fields");
        foreach (var stamp in judged.Transaction.Stamps)
        {
            json.WriteStartObject();
            json.WriteString("name", stamp.Name);
            json.WriteString("value", stamp.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("addedRecipients");
        foreach (var added in judged.Transaction.Added)
        {
            json.WriteStringValue(added.ToString());
        }

        json.WriteEndArray();
        json.WriteBoolean("edited", judged.IsEdited);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private static string Action(MessageDisposition disposition) => disposition == MessageDisposition.Deliver ? "accept" : disposition.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, AgentFinding found)
    {
        json.WriteStartObject();
        json.WriteString("agent", found.Agent);
        json.WriteString("event", found.Event.ToString());
        json.WriteString("kind", found.Finding.Kind.ToString());
        json.WriteString("reason", found.Finding.Reason);
        json.WriteString("evidence", found.Finding.Evidence);
        json.WriteEndObject();
    }
}
