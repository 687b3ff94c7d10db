using System.Net;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Logs;

/// <summary>Is told what one connection says and hears, line by line, for the protocol log. Called in order, never at once from two threads.</summary>
/// <remarks>Lines come without their CRLF. Credentials never come: what AUTH sends is told as <c>(redacted)</c>. Content is told as its length.</remarks>
public abstract class ProtocolTrace
{
    /// <summary>Keeps nothing.</summary>
    public static ProtocolTrace None { get; } = new Silence();

    /// <summary>Whether lines are wanted at all; those who trace make none otherwise.</summary>
    public virtual bool IsEnabled => true;

    /// <summary>TCP came about.</summary>
    public abstract void Connected(EndPoint? local, EndPoint? remote);

    /// <summary>A line that was sent.</summary>
    public abstract void Sent(ReadOnlySpan<byte> line);

    /// <summary>A line that was received.</summary>
    public abstract void Received(ReadOnlySpan<byte> line);

    /// <summary>Something worth knowing that is no line: TLS came about, content went out, a step failed.</summary>
    public abstract void Noted(string text);

    /// <summary>This server ends the session: one reply may follow, and what the client still says is dropped.</summary>
    public virtual void Ending(SessionEnd end) => Noted($"ending the session: {end}");

    /// <summary>The connection ended.</summary>
    public abstract void Disconnected();

    private sealed class Silence : ProtocolTrace
    {
        public override bool IsEnabled => false;

        public override void Connected(EndPoint? local, EndPoint? remote)
        {
        }

        public override void Sent(ReadOnlySpan<byte> line)
        {
        }

        public override void Received(ReadOnlySpan<byte> line)
        {
        }

        public override void Noted(string text)
        {
        }

        public override void Ending(SessionEnd end)
        {
        }

        public override void Disconnected()
        {
        }
    }
}
