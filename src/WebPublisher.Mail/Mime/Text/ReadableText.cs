namespace WebPublisher.Mail.Mime.Text;

/// <summary>Collects text as it is read: white space is collapsed, blocks stand on lines of their own, and what has no width is left out.</summary>
internal sealed class ReadableText(TextSink sink)
{
    private const int MostHeld = 1024;
    private const char BlockEnd = '\n';

    private readonly char[] _held = new char[MostHeld];
    private int _count;
    private char _pending;

    /// <summary>What follows stands on a new line.</summary>
    public void EndBlock() => _pending = BlockEnd;

    /// <summary>Writes a character of any kind.</summary>
    public void Write(char character)
    {
        if (character is ' ' or '\t' or '\r' or '\n' or '\f' or '\u00a0')
        {
            // A line end in the source is a space; the end of a block is a line end, and the stronger of the two.
            _pending = _pending == BlockEnd ? BlockEnd : ' ';
            return;
        }

        // Characters without width are there to cut words.
        if (character is '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad')
        {
            return;
        }

        PutPending();
        Put(character);
    }

    /// <summary>Writes text without white space, characters without width or surrogates.</summary>
    public void WritePlain(ReadOnlySpan<char> text)
    {
        PutPending();
        while (!text.IsEmpty)
        {
            if (_count >= MostHeld - 1)
            {
                Flush();
            }

            var count = Math.Min(text.Length, MostHeld - _count);
            text[..count].CopyTo(_held.AsSpan(_count));
            _count += count;
            text = text[count..];
        }
    }

    /// <summary>Hands on what is held, but for half a character.</summary>
    public void Flush()
    {
        var keep = _count > 0 && char.IsHighSurrogate(_held[_count - 1]) ? 1 : 0;
        if (_count > keep)
        {
            sink(_held.AsSpan(0, _count - keep));
        }

        _held[0] = keep == 1 ? _held[_count - 1] : '\0';
        _count = keep;
    }

    private void PutPending()
    {
        if (_pending != '\0')
        {
            Put(_pending);
            _pending = '\0';
        }
    }

    private void Put(char character)
    {
        // One place is kept, so that a pair of surrogates is never cut.
        if (_count == MostHeld || (_count == MostHeld - 1 && char.IsHighSurrogate(character)))
        {
            Flush();
        }

        _held[_count++] = character;
    }
}
