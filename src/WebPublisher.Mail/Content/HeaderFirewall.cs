using System.Text;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Removes reserved fields, with the lines that continue them, from the header of a message that passes in segments of any size; every other octet stays what and where it
/// was. Fields of messages within the message are not its own and stay too. One a message; not thread-safe.
/// </summary>
/// <remarks>
/// Nothing is copied but the beginning of a field that is cut by the end of a segment before it can be judged, of <see cref="ReservedFields.MaximumUndecided"/> octets at
/// most. A line that is no field is passed over, as lenient readers do: the header ends with the empty line. Content that begins with no field has no header.
/// </remarks>
/// <param name="reserved">The fields to remove; null lets everything pass.</param>
public sealed class HeaderFirewall(ReservedFields? reserved)
{
    /// <summary>Names kept for the log.</summary>
    public const int MaximumNames = 10;

    /// <summary>Octets kept of a name.</summary>
    public const int MaximumName = 64;

    private readonly List<string> _names = [];
    private FieldNameMatcher _first;
    private StringBuilder? _name;
    private byte[] _held = [];
    private int _heldLength;
    private bool _hasKept;
    private bool _isLineStart = true;
    private bool _isRemoving;
    private bool _isPassed = reserved is null;

    /// <summary>Fields removed so far.</summary>
    public int Removed { get; private set; }

    /// <summary>The names of the first of them, in visible ASCII.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What the content begins with, now that fields are gone. Known only where there is something to remove.</summary>
    public ContentOpening Opening => !_hasKept ? ContentOpening.Empty : _first.Opening ?? ContentOpening.Text;

    /// <summary>Takes content and gives back what stays of it, part by part.</summary>
    /// <param name="input">The next segment; what was taken is cut off its beginning.</param>
    /// <param name="content">What stays: a part of the input, or of what was held back; valid until the next call.</param>
    /// <returns>Whether there is such a part, and perhaps a further one; false when the input is used up.</returns>
    public bool Next(ref ReadOnlyMemory<byte> input, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (_isPassed)
        {
            content = input;
            input = default;
        }

        if (_heldLength > 0 && !input.IsEmpty)
        {
            content = Settle(ref input);
        }

        while (content.IsEmpty && !input.IsEmpty)
        {
            if (_isRemoving)
            {
                Remove(ref input);
            }
            else
            {
                content = Keep(ref input);
            }
        }

        return !content.IsEmpty;
    }

    /// <summary>Ends the content.</summary>
    /// <returns>What was held back and stays.</returns>
    public ReadOnlyMemory<byte> Complete()
    {
        var held = (ReadOnlyMemory<byte>)_held.AsMemory(0, _heldLength);
        _heldLength = 0;
        if (!held.IsEmpty && reserved!.Judge(held.Span, isAll: true) == FieldVerdict.Remove)
        {
            BeginRemoval();
            Remove(ref held);
        }

        EndName();
        _hasKept |= !held.IsEmpty;
        return held;
    }

    /// <summary>Takes what stays up to a field that does not.</summary>
    private ReadOnlyMemory<byte> Keep(ref ReadOnlyMemory<byte> input)
    {
        var text = input.Span;
        var at = 0;
        while (at < text.Length && !_isPassed && !_isRemoving)
        {
            if (_isLineStart && !IsSpace(text[at]) && text[at] is not ((byte)'\r' or (byte)'\n'))
            {
                switch (reserved!.Judge(text[at..]))
                {
                    case FieldVerdict.Remove:
                        BeginRemoval();
                        continue;
                    case FieldVerdict.Undecided:
                        Hold(text[at..]);
                        var before = input[..at];
                        input = default;
                        _hasKept |= !before.IsEmpty;
                        return before;
                }
            }

            at += KeepLine(text[at..]);
        }

        at = _isPassed ? text.Length : at;
        var kept = input[..at];
        input = input[at..];
        _hasKept |= at > 0;
        return kept;
    }

    /// <summary>Passes over a line, or as much of it as has come.</summary>
    private int KeepLine(ReadOnlySpan<byte> text)
    {
        var isBlank = _isLineStart && text[0] is (byte)'\r' or (byte)'\n';
        var end = text.IndexOf((byte)'\n') + 1;
        var line = end == 0 ? text : text[..end];
        if (_first.Opening is null)
        {
            _first.Take(isBlank ? [] : line);
            if (isBlank || end > 0)
            {
                _first.EndLine(isBlank);
            }
        }

        _isPassed = isBlank || _first.Opening == ContentOpening.Text;
        _isLineStart = end > 0;
        return line.Length;
    }

    /// <summary>Drops a field up to the line that belongs to it no longer.</summary>
    private void Remove(ref ReadOnlyMemory<byte> input)
    {
        var text = input.Span;
        while (!text.IsEmpty)
        {
            if (_isLineStart && !IsSpace(text[0]))
            {
                _isRemoving = false;
                break;
            }

            var end = text.IndexOf((byte)'\n') + 1;
            var line = end == 0 ? text : text[..end];
            TakeName(line);
            _isLineStart = end > 0;
            text = text[line.Length..];
        }

        input = input[^text.Length..];
    }

    /// <summary>Judges what was held back, now that more has come.</summary>
    private ReadOnlyMemory<byte> Settle(ref ReadOnlyMemory<byte> input)
    {
        var more = Math.Min(input.Length, _held.Length - _heldLength);
        input.Span[..more].CopyTo(_held.AsSpan(_heldLength));
        var verdict = reserved!.Judge(_held.AsSpan(0, _heldLength + more));
        if (verdict == FieldVerdict.Undecided)
        {
            _heldLength += more;
            input = input[more..];
            return default;
        }

        // All that was held is of the field, which ends behind it; what has come now may hold more than the field.
        var held = (ReadOnlyMemory<byte>)_held.AsMemory(0, _heldLength);
        _heldLength = 0;
        if (verdict == FieldVerdict.Remove)
        {
            BeginRemoval();
            Remove(ref held);
            return default;
        }

        _hasKept = true;
        var text = held.Span;
        while (!text.IsEmpty)
        {
            text = text[KeepLine(text)..];
        }

        return held;
    }

    private void Hold(ReadOnlySpan<byte> text)
    {
        if (_held.Length == 0)
        {
            _held = new byte[ReservedFields.MaximumUndecided];
        }

        text.CopyTo(_held);
        _heldLength = text.Length;
    }

    private void BeginRemoval()
    {
        EndName();
        Removed++;
        _isRemoving = true;
        _isLineStart = false;
        _name = _names.Count < MaximumNames ? new StringBuilder(MaximumName) : null;
    }

    private void TakeName(ReadOnlySpan<byte> text)
    {
        foreach (var octet in text)
        {
            if (_name is null)
            {
                return;
            }

            if (octet is (byte)':' or <= (byte)' ' || _name.Length == MaximumName)
            {
                EndName();
                return;
            }

            _name.Append(octet < 127 ? (char)octet : '?');
        }
    }

    private void EndName()
    {
        if (_name is not null)
        {
            _names.Add(_name.ToString());
            _name = null;
        }
    }

    private static bool IsSpace(byte octet) => octet is (byte)' ' or (byte)'\t';
}
