namespace WebPublisher.Mail.Content;

/// <summary>Follows the beginnings of header lines: whether a line is a Received field, and whether the first line is a field at all.</summary>
internal struct FieldNameMatcher
{
    private const int Failed = -1;

    private int _matched;
    private bool _nameBegun;
    private bool _nameEnded;

    /// <summary>What the first line is, once that is known.</summary>
    public ContentOpening? Opening { get; private set; }

    private static ReadOnlySpan<byte> Received => "received"u8;

    /// <summary>Takes text of the current line; true if with it the line has become a Received field.</summary>
    public bool Take(ReadOnlySpan<byte> text)
    {
        var isReceived = false;
        foreach (var octet in text)
        {
            if (_matched == Failed && Opening is not null)
            {
                break;
            }

            isReceived |= Match(octet);
            if (Opening is null)
            {
                TakeOpening(octet);
            }
        }

        return isReceived;
    }

    /// <summary>Goes to the next line.</summary>
    /// <param name="blank">Whether the line that ended was empty.</param>
    public void EndLine(bool blank)
    {
        Opening ??= blank ? ContentOpening.BlankLine : ContentOpening.Text;
        _matched = 0;
    }

    /// <summary>An octet that stands in no name.</summary>
    public void Fail()
    {
        Opening ??= ContentOpening.Text;
        _matched = Failed;
    }

    /// <summary>"Received", in any case, and a colon, before which old software may put white space (RFC 5322 section 4.5.8).</summary>
    private bool Match(byte octet)
    {
        if (_matched == Failed)
        {
            return false;
        }

        if (_matched < Received.Length)
        {
            _matched = (octet | 0x20) == Received[_matched] ? _matched + 1 : Failed;
            return false;
        }

        if (octet is (byte)' ' or (byte)'\t')
        {
            return false;
        }

        _matched = Failed;
        return octet == ':';
    }

    private void TakeOpening(byte octet)
    {
        if (octet == ':' && _nameBegun)
        {
            Opening = ContentOpening.Field;
        }
        else if (octet is (byte)' ' or (byte)'\t' && _nameBegun)
        {
            _nameEnded = true;
        }
        else if (octet is > 32 and < 127 and not (byte)':' && !_nameEnded)
        {
            _nameBegun = true;
        }
        else
        {
            Opening = ContentOpening.Text;
        }
    }
}
