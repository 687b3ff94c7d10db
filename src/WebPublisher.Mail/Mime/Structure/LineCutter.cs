namespace WebPublisher.Mail.Mime.Structure;

/// <summary>
/// Cuts a stream of octets into lines, each with its line end, for a reader; a line longer than a piece comes in pieces. Where they are cut depends on the lines
/// alone, never on the segments in which the octets came.
/// </summary>
internal sealed class LineCutter(EntityReader reader) : IDisposable
{
    /// <summary>Octets of a piece. A delimiter is far shorter, so the beginning of a line is enough to know one.</summary>
    public const int PieceSize = 4096;

    private readonly byte[] _held = new byte[PieceSize];
    private int _count;
    private bool _atLineStart = true;

    public void Write(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var room = PieceSize - _count;
            var window = octets.Length > room ? octets[..room] : octets;
            var lineEnd = window.IndexOf((byte)'\n');
            var take = lineEnd < 0 ? window.Length : lineEnd + 1;
            if (lineEnd < 0 && take < room)
            {
                window.CopyTo(_held.AsSpan(_count));
                _count += take;
                return;
            }

            Pass(octets[..take]);
            octets = octets[take..];
        }
    }

    public void Complete()
    {
        if (_count > 0)
        {
            Take(_held.AsSpan(0, _count));
            _count = 0;
        }

        reader.Complete();
    }

    public void Dispose() => reader.Dispose();

    private void Pass(ReadOnlySpan<byte> last)
    {
        if (_count == 0 && last[^1] != '\r')
        {
            Take(last);
            return;
        }

        last.CopyTo(_held.AsSpan(_count));
        var piece = _held.AsSpan(0, _count + last.Length);

        // A line end must not be cut in two.
        var keep = piece[^1] == '\r' ? 1 : 0;
        Take(piece[..^keep]);
        _count = keep;
        _held[0] = (byte)'\r';
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        reader.Take(piece, _atLineStart);
        _atLineStart = piece[^1] == '\n';
    }
}
