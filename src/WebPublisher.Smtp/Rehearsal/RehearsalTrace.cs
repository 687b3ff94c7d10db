using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Keeps what a rehearsed session says and hears.</summary>
internal sealed partial class RehearsalTrace : ProtocolTrace
{
    private List<RehearsedLine> _lines = [];

    /// <summary>Why the server ends the session; null while it does not.</summary>
    public SessionEnd? End { get; private set; }

    /// <summary>What came since the last time it was asked.</summary>
    public IReadOnlyList<RehearsedLine> Take()
    {
        var taken = _lines;
        _lines = [];
        return taken;
    }

    public override void Connected(EndPoint? local, EndPoint? remote)
    {
    }

    public override void Sent(ReadOnlySpan<byte> line) => Add(RehearsedLineKind.Answered, Reference().Replace(Encoding.Latin1.GetString(line), "(reference)"));

    public override void Received(ReadOnlySpan<byte> line) => Add(RehearsedLineKind.Said, Encoding.UTF8.GetString(line));

    public override void Noted(string text) => Add(RehearsedLineKind.Reason, text);

    public override void Ending(SessionEnd end) => End ??= end;

    public override void Disconnected()
    {
    }

    private void Add(RehearsedLineKind kind, string text) => _lines.Add(new RehearsedLine(kind, text));

    [GeneratedRegex(@"\([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
