using System.Buffers;
using System.Text;

namespace WebPublisher.Web.Translation;

/// <summary>
/// Translates the links of one body, which comes in pieces. Held back is only what may become a link with the next piece: some hundred bytes at most, and nothing at the end
/// of a piece that cannot be the beginning of one, so that a stream flows on while its sender pauses.
/// </summary>
/// <param name="links">What is looked for.</param>
/// <param name="site">What it becomes.</param>
internal sealed class BodyTranslator(LinkPatterns links, PublishedSite site) : IDisposable
{
    private const int LargestPiece = 8 * 1024;
    private const int FirstRoom = 2 * LargestPiece;

    private char[] _text = ArrayPool<char>.Shared.Rent(FirstRoom);
    private int _length;
    private int _done;
    private bool _isBegun;

    /// <summary>Whether the body begins with the mark of UTF-16 or UTF-32: it passes as it is.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Translates the next piece.</summary>
    /// <param name="piece">Its bytes.</param>
    /// <param name="isLast">Whether it ends the body.</param>
    /// <param name="output">Where the translation goes, as far as it is certain.</param>
    public void Write(ReadOnlySpan<byte> piece, bool isLast, IBufferWriter<byte> output)
    {
        do
        {
            var part = piece[..Math.Min(piece.Length, LargestPiece)];
            piece = piece[part.Length..];
            MakeRoom(part.Length);
            _length += Encoding.Latin1.GetChars(part, _text.AsSpan(_length));
            Translate(isLast && piece.IsEmpty, output);
        }
        while (!piece.IsEmpty);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_text.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_text);
            _text = [];
        }
    }

    private void Translate(bool isLast, IBufferWriter<byte> output)
    {
        var text = _text.AsSpan(0, _length);
        if (!_isBegun)
        {
            if (text.Length < 2 && !isLast)
            {
                return;
            }

            _isBegun = true;
            IsForeign = text is ['\u00FF', '\u00FE', ..] or ['\u00FE', '\u00FF', ..];
        }

        while (!IsForeign && links.Find(text, _done, isLast, site) is { IsFound: true } match)
        {
            Emit(text[_done..match.Start], output);
            _done = match.Start + match.Length;
            if (match.Replacement is null)
            {
                return;
            }

            Emit(match.Replacement, output);
        }

        Emit(text[_done..], output);
        _done = _length;
    }

    private void MakeRoom(int needed)
    {
        // What was dealt with goes, but for the little that says what stands before a link.
        var kept = Math.Max(0, _done - LinkPatterns.LookBehind);
        if (kept > 0)
        {
            _text.AsSpan(kept, _length - kept).CopyTo(_text);
            _length -= kept;
            _done -= kept;
        }

        if (_text.Length - _length < needed)
        {
            var larger = ArrayPool<char>.Shared.Rent(_length + needed);
            _text.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }
    }

    private static void Emit(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        if (!text.IsEmpty)
        {
            output.Advance(Encoding.Latin1.GetBytes(text, output.GetSpan(text.Length)));
        }
    }
}
