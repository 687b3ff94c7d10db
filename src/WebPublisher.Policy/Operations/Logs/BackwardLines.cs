namespace WebPublisher.Policy.Operations.Logs;

/// <summary>Reads the lines of a log file from its end to its beginning, in bounded memory.</summary>
/// <param name="file">The file, positioned anywhere; what is appended while it is read is not seen.</param>
public sealed class BackwardLines(Stream file)
{
    /// <summary>Longer lines, in bytes, are passed over: no log writes any.</summary>
    public const int MaximumLine = 128 * 1024;

    // Holds the file's bytes from _start on; those from _end on have been read.
    private readonly byte[] _window = new byte[2 * MaximumLine];
    private long _start = file.Length;
    private int _end;
    private bool _isBegun;

    /// <summary>Where the last whole line ends, once a line was asked for: what stands behind it is still being written, or was torn by a crash.</summary>
    public long End { get; private set; }

    /// <summary>Reads the line before.</summary>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <returns>False at the beginning of the file.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            SkipTorn();
        }

        while (_start > 0 || _end > 0)
        {
            var (begin, isWhole) = (LineFeedBefore(_end - 1) + 1, true);
            while (begin == 0 && _start > 0)
            {
                if (_end > MaximumLine)
                {
                    // Its end is forgotten, its beginning will be.
                    (_end, isWhole) = (0, false);
                }

                Fill();
                begin = LineFeedBefore(isWhole ? _end - 1 : _end) + 1;
            }

            isWhole &= _end - 1 - begin <= MaximumLine;
            line = _window.AsMemory(begin, isWhole ? _end - 1 - begin : 0);
            _end = begin;
            if (isWhole)
            {
                return true;
            }
        }

        line = default;
        return false;
    }

    private void SkipTorn()
    {
        do
        {
            _end = 0;
            Fill();
            _end = LineFeedBefore(_end) + 1;
        }
        while (_end == 0 && _start > 0);

        End = _start + _end;
    }

    // The position of the last line feed below a position of the window, or -1.
    private int LineFeedBefore(int position) => position <= 0 ? -1 : _window.AsSpan(0, position).LastIndexOf((byte)'\n');

    /// <summary>Puts what stands before the window in front of what is in it.</summary>
    private void Fill()
    {
        var count = (int)Math.Min(_start, _window.Length - _end);
        _window.AsSpan(0, _end).CopyTo(_window.AsSpan(count));
        _start -= count;
        file.Position = _start;
        file.ReadExactly(_window, 0, count);
        _end += count;
    }
}
