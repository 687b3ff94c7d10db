using System.Text;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Counts and judges content as it passes, in segments of any size; the sum does not depend on where they are cut. Text is searched for line ends by vector
/// instructions; octets are looked at one by one in field names only.
/// </summary>
/// <param name="limits">How much is permitted.</param>
/// <param name="binaryBody">Whether the body was announced as BINARYMIME, so that the rules of lines end with the header (RFC 3030 section 3).</param>
public sealed class ContentMeter(ContentLimits limits, bool binaryBody)
{
    private FieldNameMatcher _names;
    private long _bytes;
    private long _lines;
    private long _longestLine;
    private long _line;
    private long _headerBytes;
    private int _receivedFields;
    private bool _inHeader = true;
    private bool _carriageReturn;
    private bool _openBinary;
    private bool _eightBitHeader;
    private bool _eightBitBody;
    private ContentFindings _findings;

    /// <summary>What has been found so far.</summary>
    public ContentFindings Findings => _findings;

    /// <summary>Takes the next segment.</summary>
    public void Examine(ReadOnlySpan<byte> content)
    {
        _bytes += content.Length;
        while (!content.IsEmpty && _inHeader)
        {
            content = content[ExamineHeader(content)..];
        }

        if (!content.IsEmpty)
        {
            _eightBitBody = _eightBitBody || !Ascii.IsValid(content);
            ExamineBody(content);
        }

        _longestLine = Math.Max(_longestLine, _line);
        Judge();
    }

    /// <summary>What is known when no more content comes.</summary>
    public ContentFacts Complete()
    {
        // A carriage return that comes last of all is one without a line feed. It is not remembered: the question may be asked too early.
        var last = _carriageReturn && (_inHeader || !binaryBody) ? ContentFindings.BareCarriageReturn : ContentFindings.None;
        return new ContentFacts
        {
            Bytes = _bytes,
            Lines = _lines,
            LongestLine = _longestLine,
            HeaderBytes = _inHeader ? _headerBytes + _line : _headerBytes,
            ReceivedFields = _receivedFields,
            HasEndOfHeader = !_inHeader,
            HasEightBitHeader = _eightBitHeader,
            HasEightBitBody = _eightBitBody,
            EndsWithLine = _line == 0 && !_openBinary,
            Opening = _bytes == 0 ? ContentOpening.Empty : _names.Opening ?? ContentOpening.Text,
            Findings = _findings | last,
        };
    }

    /// <summary>Takes text up to and with the next line end, or all of it.</summary>
    private int ExamineHeader(ReadOnlySpan<byte> content)
    {
        if (EndsPendingLine(content[0]))
        {
            EndHeaderLine();
            return 1;
        }

        var at = content.IndexOfAny((byte)'\r', (byte)'\n', (byte)0);
        var text = at < 0 ? content : content[..at];
        _line += text.Length;
        _eightBitHeader = _eightBitHeader || !Ascii.IsValid(text);
        if (_names.Take(text))
        {
            _receivedFields++;
        }

        if (at < 0)
        {
            return content.Length;
        }

        TakeSpecial(content[at]);
        return at + 1;
    }

    private void EndHeaderLine()
    {
        if (_line == 2)
        {
            _inHeader = false;
        }
        else
        {
            _headerBytes += _line;
        }

        _names.EndLine(_line == 2);
        EndLine();
    }

    private void ExamineBody(ReadOnlySpan<byte> content)
    {
        if (binaryBody)
        {
            // Only whether it ends with a line matters: a transfer by DATA would have to add an end.
            _openBinary = content[^1] != '\n' || (content.Length > 1 ? content[^2] != '\r' : !_carriageReturn);
            _carriageReturn = content[^1] == '\r';
            return;
        }

        while (!content.IsEmpty)
        {
            if (EndsPendingLine(content[0]))
            {
                EndLine();
                content = content[1..];
                continue;
            }

            // Clean lines, counted without touching a field.
            long line = _line, lines = 0, longest = _longestLine;
            int at;
            while ((at = content.IndexOfAny((byte)'\r', (byte)'\n', (byte)0)) >= 0 && at + 1 < content.Length && content[at] == '\r' && content[at + 1] == '\n')
            {
                longest = Math.Max(longest, line + at + 2);
                line = 0;
                lines++;
                content = content[(at + 2)..];
            }

            _lines += lines;
            _longestLine = longest;
            _line = line + (at < 0 ? content.Length : at);
            if (at < 0)
            {
                return;
            }

            TakeSpecial(content[at]);
            content = content[(at + 1)..];
        }
    }

    /// <summary>Settles a carriage return that came last: whether <paramref name="next"/> makes it a line end.</summary>
    private bool EndsPendingLine(byte next)
    {
        if (!_carriageReturn)
        {
            return false;
        }

        _carriageReturn = false;
        if (next == '\n')
        {
            _line++;
            return true;
        }

        _findings |= ContentFindings.BareCarriageReturn;
        _names.Fail();
        return false;
    }

    private void TakeSpecial(byte octet)
    {
        _line++;
        switch (octet)
        {
            case (byte)'\r':
                _carriageReturn = true;
                return;
            case (byte)'\n':
                _findings |= ContentFindings.BareLineFeed;
                break;
            default:
                _findings |= ContentFindings.NulByte;
                break;
        }

        _names.Fail();
    }

    private void EndLine()
    {
        _lines++;
        _longestLine = Math.Max(_longestLine, _line);
        _line = 0;
    }

    private void Judge()
    {
        // A carriage return alone on its line may begin the empty line, which is not of the header.
        var header = _inHeader && !(_line == 1 && _carriageReturn) ? _headerBytes + _line : _headerBytes;
        _findings |= (_bytes > limits.MaximumSize ? ContentFindings.TooLarge : ContentFindings.None)
            | (_longestLine > limits.MaximumLine ? ContentFindings.LineTooLong : ContentFindings.None)
            | (header > limits.MaximumHeader ? ContentFindings.HeaderTooLarge : ContentFindings.None)
            | (_receivedFields > limits.MaximumHops ? ContentFindings.TooManyHops : ContentFindings.None);
    }
}
