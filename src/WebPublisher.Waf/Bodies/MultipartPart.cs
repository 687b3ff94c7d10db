using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>One part of a multipart body while it is read: its header lines, what they say, and its value or how long its file is.</summary>
internal sealed class MultipartPart(TextArena arena) : IDisposable
{
    /// <summary>A header field with all its continuations must not be longer: mod_security2's buffer.</summary>
    private const int MaximumFieldLength = 4096;

    private readonly List<NamedText> _fields = [];
    private readonly List<ByteText> _lines = [];
    private readonly PooledBuffer<byte> _line = new();
    private readonly PooledBuffer<byte> _value = new();
    private int _nameLength;
    private int _valueStart;
    private bool _isFolded;
    private long _length;

    /// <summary>Null until the header is whole.</summary>
    public ByteText? Name { get; private set; }

    public ByteText? FileName { get; private set; }

    public void Begin()
    {
        _fields.Clear();
        _lines.Clear();
        _line.Clear();
        _value.Clear();
        Name = null;
        FileName = null;
        _length = 0;
    }

    /// <summary>Takes a line of the header, with its end; returns what is wrong with it, or null.</summary>
    public string? AddHeaderLine(ReadOnlySpan<byte> line, BodyLimits limits, ParsedBody parsed, out bool isEnd)
    {
        var hasCr = line.Length > 1 && line[^2] == '\r';
        parsed.Flaws |= hasCr ? MultipartFlaws.CrlfLine : MultipartFlaws.LfLine;
        var text = line[..^(hasCr ? 2 : 1)];
        isEnd = text.IsEmpty;
        if (isEnd)
        {
            return EndHeader(limits, parsed);
        }

        if (!CharacterClass.IsSpace(line[0]))
        {
            return AddLine(text, limits);
        }

        var error = ContinueLine(text, out var isInvalidFolding);
        parsed.Flaws |= MultipartFlaws.HeaderFolding | (isInvalidFolding ? MultipartFlaws.InvalidHeaderFolding : MultipartFlaws.None);
        return error;
    }

    /// <summary>Tells of the part once it is whole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parsed">Is told of a file and of the header lines.</param>
    /// <param name="arguments">Is told of a value.</param>
    public void Keep(ByteText name, ParsedBody parsed, List<NamedText> arguments)
    {
        if (FileName is { } fileName)
        {
            parsed.AddFile(new MultipartFile(name, fileName, _length));
        }
        else
        {
            arguments.Add(new NamedText(name, arena.Add(_value.Span)));
        }

        foreach (var line in _lines)
        {
            parsed.AddPartHeader(new NamedText(name, line));
        }
    }

    public void AddData(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (FileName is null)
        {
            _value.Append(bytes);
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _value.Dispose();
    }

    /// <summary>Takes a line of the header, without its end; returns what is wrong with it, or null.</summary>
    private string? AddLine(ReadOnlySpan<byte> line, BodyLimits limits)
    {
        if (EndField(limits) is { } error)
        {
            return error;
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return "Multipart: a header line of a part has no name";
        }

        _line.Append(line);
        _nameLength = colon;
        _valueStart = colon + 1;
        while (_valueStart < line.Length && CharacterClass.IsBlank(line[_valueStart]))
        {
            _valueStart++;
        }

        _isFolded = false;
        foreach (var field in _fields)
        {
            if (IsName(field.Name))
            {
                return "Multipart: a part has a header field twice";
            }
        }

        return null;
    }

    /// <summary>Takes a line that continues the one before it, without its end.</summary>
    private string? ContinueLine(ReadOnlySpan<byte> line, out bool isInvalidFolding)
    {
        var start = 0;
        isInvalidFolding = false;
        for (; start < line.Length && CharacterClass.IsSpace(line[start]); start++)
        {
            isInvalidFolding |= !CharacterClass.IsBlank(line[start]);
        }

        // The end of a line of nothing but white space is then part of the folding.
        isInvalidFolding |= start == line.Length;
        if (_line.Length == 0)
        {
            return "Multipart: the first header line of a part continues nothing";
        }

        if (!_isFolded)
        {
            Normalize();
        }

        _line.Append(" "u8);
        _line.Append(line[start..]);
        return _line.Length - _valueStart > MaximumFieldLength ? "Multipart: a header field of a part is too long" : null;
    }

    /// <summary>Reads what the header says once it is whole; returns what is wrong with it, or null.</summary>
    private string? EndHeader(BodyLimits limits, ParsedBody parsed)
    {
        if (EndField(limits) is { } error)
        {
            return error;
        }

        foreach (var field in _fields)
        {
            if (Is(field.Name, "Content-Disposition"))
            {
                return ReadDisposition(field.Value, parsed);
            }
        }

        return "Multipart: a part has no Content-Disposition field";
    }

    private static bool Is(ByteText name, ReadOnlySpan<char> other) => name.Span.Equals(other, StringComparison.OrdinalIgnoreCase);

    private string? ReadDisposition(ByteText value, ParsedBody parsed)
    {
        var disposition = new ContentDisposition(value, arena);
        var isRead = disposition.TryRead();
        parsed.Flaws |= disposition.Flaws;
        parsed.MultipartName = disposition.Name ?? parsed.MultipartName;
        parsed.MultipartFileName = disposition.FileName ?? parsed.MultipartFileName;
        if (!isRead)
        {
            return "Multipart: the Content-Disposition field of a part is malformed";
        }

        if (disposition.Name is null)
        {
            return "Multipart: the Content-Disposition field of a part has no name";
        }

        // What looks for the parameter in a cruder way must find it too.
        if (disposition.FileName is not null && value.Span.IndexOf("filename=", StringComparison.Ordinal) < 0)
        {
            return "Multipart: the Content-Disposition field of a part hides its file name";
        }

        Name = disposition.Name;
        FileName = disposition.FileName;
        return null;
    }

    private string? EndField(BodyLimits limits)
    {
        if (_line.Length == 0)
        {
            return null;
        }

        if (_lines.Count == limits.PartHeaders)
        {
            return "Multipart: a part has too many header fields";
        }

        var line = arena.Add(_line.Span);
        _lines.Add(line);
        _fields.Add(new NamedText(line.Slice(0, _nameLength), line.Slice(_valueStart, line.Length - _valueStart)));
        _line.Clear();
        return null;
    }

    /// <summary>A field with continuations is shown with one space after the colon.</summary>
    private void Normalize()
    {
        Span<byte> value = stackalloc byte[MaximumFieldLength];
        var length = _line.Length - _valueStart;
        _line.Span[_valueStart..].CopyTo(value);
        _line.Truncate(_nameLength);
        _line.Append(": "u8);
        _line.Append(value[..length]);
        _valueStart = _nameLength + 2;
        _isFolded = true;
    }

    private bool IsName(ByteText name)
    {
        if (name.Length != _nameLength)
        {
            return false;
        }

        Span<char> characters = stackalloc char[_nameLength];
        ByteText.Widen(_line.Span[.._nameLength], characters);
        return Is(name, characters);
    }
}
