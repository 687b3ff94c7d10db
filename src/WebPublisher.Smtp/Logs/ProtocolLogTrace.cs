using System.Net;
using System.Text;

namespace WebPublisher.Smtp.Logs;

/// <summary>Writes one connection's lines to the protocol log: <c>+</c> begin, <c>-</c> end, <c>&gt;</c> sent, <c>&lt;</c> received, <c>*</c> told.</summary>
internal sealed class ProtocolLogTrace(ProtocolLog log, string connector, string session) : ProtocolTrace
{
    private EndPoint? _local;
    private EndPoint? _remote;
    private int _sequence;

    public override void Connected(EndPoint? local, EndPoint? remote)
    {
        _local = local;
        _remote = remote;
        Write('+', []);
    }

    public override void Sent(ReadOnlySpan<byte> line) => Write('>', line);

    public override void Received(ReadOnlySpan<byte> line) => Write('<', line);

    public override void Noted(string text) => Write('*', Encoding.UTF8.GetBytes(text));

    public override void Disconnected() => Write('-', []);

    private void Write(char kind, ReadOnlySpan<byte> data)
    {
        var now = log.Now;
        log.Append(now, ProtocolLogFormat.Line(now, connector, session, _sequence++, _local, _remote, kind, data, context: ""));
    }
}
