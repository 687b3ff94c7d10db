using System.Text;

namespace WebPublisher.Conformance.Web.Talking;

/// <summary>What a client got.</summary>
/// <param name="Text">All of it, an octet a character; of HTTP/2 the fields as lines and the body.</param>
/// <param name="Statuses">The statuses of the answers in it, interim ones among them.</param>
/// <param name="IsClosed">Whether the publisher has ended the connection.</param>
/// <param name="Note">How it was refused without an answer, or what went wrong.</param>
internal sealed record Heard(string Text, IReadOnlyList<int> Statuses, bool IsClosed, string Note = "")
{
    /// <summary>What a client got of HTTP/1.1: the statuses are where a status line may stand, behind a body of any kind too.</summary>
    public static Heard OfHttp1(byte[] octets, bool isClosed, string note = "")
    {
        var text = Encoding.Latin1.GetString(octets);
        var statuses = new List<int>();
        const string Version = "HTTP/1.";
        for (var at = text.IndexOf(Version, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Version, at + 1, StringComparison.Ordinal))
        {
            var canBegin = at == 0 || text[at - 1] is '\n' or '}' or '>' || char.IsAsciiLetterOrDigit(text[at - 1]);
            var status = at + Version.Length + 2;
            if (canBegin && text.Length >= status + 3 && text[status - 1] == ' ' && int.TryParse(text.AsSpan(status, 3), out var number))
            {
                statuses.Add(number);
            }
        }

        return new Heard(text, statuses, isClosed, note);
    }
}
