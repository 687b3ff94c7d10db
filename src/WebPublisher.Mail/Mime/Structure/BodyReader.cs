using WebPublisher.Mail.Mime.Decoding;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Reads the body of a part, in its transfer encoding, and hands on what it decodes to.</summary>
internal abstract class BodyReader(TransferDecoder decoder) : IDisposable
{
    // Lines are short: content is handed on in blocks, which costs everybody after this less.
    private readonly byte[] _decoded = new byte[(2 * LineCutter.PieceSize) + TransferDecoder.MostHeld];
    private int _count;

    /// <summary>Takes the next octets of the body, not more than a piece.</summary>
    public void Write(ReadOnlySpan<byte> encoded)
    {
        if (_count + encoded.Length + TransferDecoder.MostHeld > _decoded.Length)
        {
            Flush();
        }

        _count += decoder.Decode(encoded, _decoded.AsSpan(_count));
    }

    /// <summary>Ends the body.</summary>
    public void Complete()
    {
        Flush();
        _count = decoder.Complete(_decoded);
        Flush();
        End();
    }

    public abstract void Dispose();

    protected abstract void Take(ReadOnlySpan<byte> decoded);

    protected abstract void End();

    private void Flush()
    {
        if (_count > 0)
        {
            Take(_decoded.AsSpan(0, _count));
            _count = 0;
        }
    }
}
