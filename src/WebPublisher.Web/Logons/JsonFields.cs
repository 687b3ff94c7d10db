using System.Text.Json;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Logons;

/// <summary>Looks for the two fields of a logon in a JSON object. What cannot be read strictly, a lenient server may still read: it is a logon whose user cannot be told.</summary>
internal static class JsonFields
{
    private const int MaximumDepth = 16;

    /// <summary>Reads an object.</summary>
    /// <returns>Who logs on, or null if it is no logon.</returns>
    public static LogonName? Read(ReadOnlySpan<byte> body, LogonForm form)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaximumDepth });
        string? user = null;
        var (users, passwords) = (0, 0);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return LogonName.Unread;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name.Equals(form.Password, StringComparison.OrdinalIgnoreCase))
                {
                    passwords++;
                }
                else if (name.Equals(form.User, StringComparison.OrdinalIgnoreCase))
                {
                    users++;
                    user = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }

            // Nothing may follow that another reader might take for more.
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
            {
                return LogonName.Unread;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no UTF-8.
            return LogonName.Unread;
        }

        return (users, passwords) switch
        {
            (0, _) or (_, 0) => null,
            (1, 1) => new LogonName(user),
            _ => LogonName.Unread,
        };
    }
}
