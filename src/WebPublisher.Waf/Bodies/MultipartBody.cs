using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// Reads <c>multipart/form-data</c> (RFC 7578) line by line as mod_security2's msc_multipart.c does, whose judgement of what is odd rules go by. It never holds more than one
/// line's beginning, one header field and the values that are no files.
/// </summary>
internal sealed class MultipartBody(TextArena arena, ParsedBody parsed) : IDisposable
{
    /// <summary>mod_security2's MULTIPART_BUF_SIZE: longer lines are taken in pieces of this; header lines must be shorter.</summary>
    private const int LineLength = 4096;

    private readonly MultipartPart _part = new(arena);
    private readonly List<NamedText> _arguments = [];
    private readonly byte[] _line = new byte[LineLength];
    private readonly MultipartDelimiter _delimiter = new();
    private BodyLimits _limits = BodyLimits.Default;
    private MultipartState _state;

    /// <summary>Begins a body; what is wrong with the boundary stands in <paramref name="contentType"/>.</summary>
    public void Begin(ByteText contentType, BodyLimits limits)
    {
        _limits = limits;
        _state = new MultipartState { StartsLine = true };
        _arguments.Clear();
        parsed.IsMultipart = true;
        var flaws = MultipartFlaws.None;
        var error = MultipartBoundary.Find(contentType, ref flaws, out var boundary);
        parsed.Flaws |= flaws;
        if (error is not null)
        {
            Fail(error);
            return;
        }

        _delimiter.Begin(boundary);
    }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _state.HasBytes |= !bytes.IsEmpty;
        while (!bytes.IsEmpty && !parsed.HasError)
        {
            if (_state.IsComplete)
            {
                parsed.Flaws |= MultipartFlaws.DataAfter;
                return;
            }

            var taken = bytes[..Math.Min(bytes.Length, LineLength - _state.Length)];
            var end = taken.IndexOf((byte)'\n');
            taken = end < 0 ? taken : taken[..(end + 1)];
            taken.CopyTo(_line.AsSpan(_state.Length));
            _state.Length += taken.Length;
            bytes = bytes[taken.Length..];
            if (end >= 0)
            {
                Process(_line.AsSpan(0, _state.Length), isBegin: _state.Length == LineLength);
                _state.EndLine(_line);
            }
            else if (_state.Length == LineLength)
            {
                // A CR stays for the next piece, so that CR and LF come together.
                var kept = _line[^1] == '\r' ? 1 : 0;
                Process(_line.AsSpan(0, LineLength - kept), isBegin: true);
                _state.ContinueLine(_line, kept);
            }
        }
    }

    /// <summary>Takes note that nothing follows: only now there are arguments, as a body that breaks off or is malformed has none.</summary>
    /// <param name="isWhole">False where only the beginning of the body was given.</param>
    public void Complete(bool isWhole)
    {
        if (!parsed.HasError && _state.HasBytes && !_state.IsComplete)
        {
            if (isWhole)
            {
                EndWithoutLine();
            }
            else if (_part.Name is { } name)
            {
                if (_state.Length > 0)
                {
                    ProcessData(_line.AsSpan(0, _state.Length));
                }

                _part.Keep(name, parsed, _arguments);
            }
        }

        if (!parsed.HasError)
        {
            foreach (var argument in _arguments)
            {
                if (!parsed.AddArgument(argument, _limits))
                {
                    break;
                }
            }
        }
    }

    public void Dispose()
    {
        _delimiter.Dispose();
        _part.Dispose();
    }

    /// <summary>A line with its end, or (<paramref name="isBegin"/>) a piece of one that is too long.</summary>
    private void Process(ReadOnlySpan<byte> line, bool isBegin)
    {
        if (_state.StartsLine && ProcessBoundary(line))
        {
            return;
        }

        if (parsed.HasError)
        {
            return;
        }

        if (!_state.IsInPart)
        {
            parsed.Flaws |= MultipartFlaws.DataBefore;
        }
        else if (_state.IsInData)
        {
            ProcessData(line);
        }
        else if (isBegin)
        {
            Fail("Multipart: a header line of a part is too long");
        }
        else
        {
            ProcessHeader(line);
        }
    }

    /// <summary>Whether the line is a boundary; looks at every line for what some parser might take for one.</summary>
    private bool ProcessBoundary(ReadOnlySpan<byte> line)
    {
        var flaws = parsed.Flaws;
        var begins = _delimiter.Begins(line, ref flaws);
        parsed.Flaws = flaws;
        if (begins is null)
        {
            Fail("Multipart: a boundary stands behind a quotation mark or white space");
        }

        if (begins != true)
        {
            return false;
        }

        parsed.Flaws |= _state.IsAfterLf ? MultipartFlaws.LfLine : MultipartFlaws.None;
        if (!_state.HasData && _state.Boundaries > 0)
        {
            parsed.Flaws |= MultipartFlaws.InvalidPart;
            return false;
        }

        if (!_delimiter.TryEnd(line, out var isLast, out var hasCr))
        {
            Fail("Multipart: a boundary does not end its line");
            return false;
        }

        parsed.Flaws |= hasCr ? MultipartFlaws.CrlfLine : MultipartFlaws.LfLine;
        EndPart(isLast);
        _state.Boundaries++;
        return true;
    }

    private void ProcessHeader(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)0))
        {
            Fail("Multipart: a part's header has a NUL");
            return;
        }

        Count(line.Length);
        FailIf(_part.AddHeaderLine(line, _limits, parsed, out var isEnd));
        _state.IsInData = isEnd;
    }

    /// <summary>The end of a line is held back: it belongs to the boundary that may follow.</summary>
    private void ProcessData(ReadOnlySpan<byte> line)
    {
        var isFirst = !_state.HasData;
        _state.HasData = true;
        var held = line.EndsWith("\r\n"u8) ? 2 : line[^1] == '\n' ? 1 : 0;
        if (_part.FileName is null)
        {
            Count(_state.Held + line.Length - held);
        }
        else if (isFirst && ++_state.Files > _limits.Files)
        {
            parsed.Flaws |= MultipartFlaws.FileLimitExceeded;
        }

        if (!parsed.HasError)
        {
            _part.AddData("\r\n"u8[^_state.Held..]);
            _part.AddData(line[..^held]);
            _state.Held = held;
        }
    }

    private void EndPart(bool isLast)
    {
        if (_state.IsInPart)
        {
            if (_part.Name is { } name)
            {
                _part.Keep(name, parsed, _arguments);
            }
            else
            {
                parsed.Flaws |= MultipartFlaws.InvalidPart;
            }
        }

        _state.IsInPart = !isLast;
        _state.IsComplete = isLast;
        _state.IsInData = false;
        _state.HasData = false;
        _state.Held = 0;
        _part.Begin();
    }

    /// <summary>The last boundary may lack the end of its line.</summary>
    private void EndWithoutLine()
    {
        var line = _line.AsSpan(0, _state.Length);
        if (_state.Boundaries == 0)
        {
            parsed.Fail("Multipart: there is no boundary");
        }
        else if (_state.StartsLine && _delimiter.IsLast(line))
        {
            parsed.Flaws |= (_state.IsAfterLf ? MultipartFlaws.LfLine : MultipartFlaws.None) | (_state.HasData ? MultipartFlaws.None : MultipartFlaws.InvalidPart);
            EndPart(isLast: true);
        }
        else
        {
            parsed.Fail("Multipart: the last boundary is missing");
        }
    }

    /// <summary>Counts what is not the content of a file.</summary>
    private void Count(int bytes)
    {
        _state.NoFilesLength += bytes;
        if (_state.NoFilesLength >= _limits.NoFilesLength)
        {
            parsed.IsTooLong = true;
            parsed.Fail(RequestBody.TooLong);
        }
    }

    private void FailIf(string? error)
    {
        if (error is not null)
        {
            Fail(error);
        }
    }

    private void Fail(string error)
    {
        parsed.Fail(error);
        parsed.Flaws |= MultipartFlaws.Malformed;
    }
}
