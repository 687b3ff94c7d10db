using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>
/// The status line and the fields of a response, read line by line as they arrive. Strict (RFC 9112): two readings of one answer are how a front end's answer to one
/// user reaches another, so what can be read in two ways is refused. One object a connection, used again for each of its responses.
/// </summary>
/// <param name="text">Makes strings of fields.</param>
internal sealed class ResponseHead(FieldText text)
{
    /// <summary>Bytes of status line and fields together. IIS and Apache send a few hundred; OWA's cookies make it some thousands.</summary>
    public const int MaximumBytes = 32 * 1024;

    /// <summary>Number of field lines.</summary>
    public const int MaximumFields = 200;

    /// <summary>What the name of a field consists of (RFC 9110 section 5.6.2).</summary>
    public static readonly SearchValues<byte> Token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    private const int StatusLineMinimum = 12;

    // RFC 9110 section 5.5: of the controls only the tab may stand in a value.
    private static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Where(static b => b != '\t').Select(static b => (byte)b)]);

    private readonly List<ResponseField> _fields = [];
    private int _bytes;
    private bool _closes;
    private bool _chunked;
    private bool _isHttp10;

    /// <summary>The status code, 100 to 599.</summary>
    public int Status { get; private set; }

    /// <summary>The reason phrase, possibly empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The field lines in their order.</summary>
    public IReadOnlyList<ResponseField> Fields => _fields;

    /// <summary>The Content-Length, or null when there was none.</summary>
    public long? Length { get; private set; }

    /// <summary>The Connection field, its lines joined; null when there was none.</summary>
    public string? Connection { get; private set; }

    /// <summary>Whether the server says that the connection is logged on from here (MS-N2HT section 2.2), whatever led to it.</summary>
    public bool IsLoggedOn { get; private set; }

    /// <summary>Whether the response is an interim one, after which the final one comes (RFC 9110 section 15.2).</summary>
    public bool IsInterim => Status is >= 100 and < 200 and not 101;

    /// <summary>Makes ready for the next response.</summary>
    public void Clear()
    {
        _fields.Clear();
        _bytes = 0;
        _closes = _chunked = _isHttp10 = IsLoggedOn = false;
        Status = 0;
        Reason = "";
        Length = null;
        Connection = null;
    }

    /// <summary>Reads the whole lines among <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What has arrived and was not read yet.</param>
    /// <param name="consumed">How many of them were read.</param>
    /// <returns>Whether the empty line that ends the head was among them.</returns>
    /// <exception cref="InvalidResponseException">It is not a response, too long, or can be read in more than one way.</exception>
    public bool Read(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var rest = bytes[consumed..];
            var end = rest.IndexOf((byte)'\n');
            if (_bytes + (end < 0 ? rest.Length : end + 1) > MaximumBytes)
            {
                throw new InvalidResponseException($"a header of more than {MaximumBytes} bytes");
            }

            if (end < 0)
            {
                // Nobody needs a whole line to see that this is no HTTP; waiting for one might take until the time-out.
                if (Status == 0 && !rest[..Math.Min(rest.Length, 5)].SequenceEqual("HTTP/"u8[..Math.Min(rest.Length, 5)]))
                {
                    throw new InvalidResponseException("no HTTP response");
                }

                return false;
            }

            if (end == 0 || rest[end - 1] != '\r')
            {
                throw new InvalidResponseException("a line that does not end with CR LF");
            }

            var line = rest[..(end - 1)];
            _bytes += end + 1;
            consumed += end + 1;
            if (Status == 0)
            {
                ReadStatusLine(line);
            }
            else if (line.IsEmpty)
            {
                return true;
            }
            else
            {
                ReadField(line);
            }
        }
    }

    /// <summary>How the body of the response ends, as a response to <paramref name="method"/>.</summary>
    /// <exception cref="InvalidResponseException">It has a length and is chunked as well.</exception>
    public BodyFraming FramingFor(string method)
    {
        // RFC 9112 section 6.3 lets chunking win over a length. It also calls the pair an attempt at response splitting, and no server means it.
        if (_chunked && (Length is not null || _isHttp10))
        {
            throw new InvalidResponseException(_isHttp10 ? "Transfer-Encoding in HTTP/1.0" : "both Transfer-Encoding and Content-Length");
        }

        return method == "HEAD" || Status is < 200 or 204 or 304 ? BodyFraming.None
            : _chunked ? BodyFraming.Chunked
            : Length is not null ? BodyFraming.Length
            : BodyFraming.UntilClose;
    }

    /// <summary>Whether the connection may carry another request after this response (RFC 9112 section 9.3). From a server that speaks HTTP/1.0 it is not taken.</summary>
    public bool KeepsConnection => !_isHttp10 && !_closes;

    private void ReadStatusLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < StatusLineMinimum || !(line.StartsWith("HTTP/1.1 "u8) || line.StartsWith("HTTP/1.0 "u8)) || (line.Length > StatusLineMinimum && line[StatusLineMinimum] != ' ')
            || !Utf8Parser.TryParse(line[9..StatusLineMinimum], out int status, out var digits, 'D') || digits != 3 || line[9] is < (byte)'1' or > (byte)'5')
        {
            throw new InvalidResponseException($"no HTTP/1 status line: {Shown(line)}");
        }

        var reason = line.Length > StatusLineMinimum ? line[(StatusLineMinimum + 1)..] : default;
        if (reason.ContainsAny(s_controls))
        {
            throw new InvalidResponseException("a control character in the reason phrase");
        }

        Status = status;
        Reason = status == 200 && reason.SequenceEqual("OK"u8) ? "OK" : Encoding.Latin1.GetString(reason);
        _isHttp10 = line[7] == '0';
    }

    private void ReadField(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            throw new InvalidResponseException("a folded field line");
        }

        // A known name is a token, and what a value equals has been looked through.
        var colon = line.IndexOf((byte)':');
        var name = line[..Math.Max(colon, 0)];
        var known = FieldText.Find(name);
        if (colon <= 0 || (known < 0 && name.ContainsAnyExcept(Token)))
        {
            throw new InvalidResponseException($"no field line: {Shown(line)}");
        }

        var value = Trim(line[(colon + 1)..]);
        var repeated = text.FindRepeated(known, value);
        if (repeated is null && value.ContainsAny(s_controls))
        {
            throw new InvalidResponseException($"a control character in field {Shown(name)}");
        }

        if (_fields.Count == MaximumFields)
        {
            throw new InvalidResponseException($"more than {MaximumFields} fields");
        }

        var field = repeated is null ? text.Read(known, name, value) : new ResponseField(FieldText.Name(known), repeated);
        _fields.Add(field);
        switch (field.Name.Length)
        {
            case 14 when ReferenceEquals(field.Name, HeaderNames.ContentLength):
                ReadLength(value);
                break;

            case 17 when ReferenceEquals(field.Name, HeaderNames.TransferEncoding):
                // RFC 9112 section 6.1: once, and nothing else was asked for.
                _chunked = !_chunked && field.Value.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? true : throw new InvalidResponseException($"Transfer-Encoding: {Shown(value)}");
                break;

            case 15 when field.Name.Equals("Persistent-Auth", StringComparison.OrdinalIgnoreCase):
                IsLoggedOn = true;
                break;

            case 10 when ReferenceEquals(field.Name, HeaderNames.Connection):
                Connection = Connection is null ? field.Value : $"{Connection}, {field.Value}";
                _closes |= field.Value.Contains("close", StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    // RFC 9112 section 5: nearly every server writes one space before a value and none behind it.
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value)
    {
        var text = value is [(byte)' ', ..] ? value[1..] : value;
        return text is [> (byte)' ', .., > (byte)' '] ? text : text.Trim(" \t"u8);
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        // RFC 9110 section 8.6: digits alone. A second field is refused even when it says the same: the next reader may add or choose.
        const int MaximumDigits = 18;
        if (Length is not null || value.IsEmpty || value.Length > MaximumDigits || value.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !Utf8Parser.TryParse(value, out long length, out _, 'D'))
        {
            throw new InvalidResponseException($"a Content-Length that is not one number: {(Length is null ? Shown(value) : $"{Length}, {Shown(value)}")}");
        }

        Length = length;
    }

    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        const int Longest = 60;
        return Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Longest)]);
    }
}
