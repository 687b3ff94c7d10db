using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// Takes the body of a request as it comes and has it read the way its processor says; does what mod_security2 does (msc_reqbody.c) with a body that is too long, broken,
/// or read by nobody. How a body is cut into pieces changes nothing. Serves one transaction after the other. Nothing throws for anything a client can send.
/// </summary>
/// <param name="arena">Where the transaction's texts lie.</param>
public sealed class RequestBody(TextArena arena) : IDisposable
{
    /// <summary>What an error says of a body that is too long.</summary>
    internal const string TooLong = "The body is longer than is looked into";

    private readonly PooledBuffer<byte> _buffer = new();
    private BodyLimits _limits = BodyLimits.Default;
    private MultipartBody? _multipart;
    private JsonBody? _json;
    private BodyProcessor _processor;
    private char _separator;
    private bool _keepsRaw;

    /// <summary>What was found, also what <see cref="QueryArguments"/> is given.</summary>
    public ParsedBody Parsed { get; } = new();

    /// <summary>The processor a content type asks for by itself: HTML forms, with and without files. Rules ask for the others.</summary>
    public static BodyProcessor ProcessorOf(ByteText contentType)
        => contentType.Span.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? BodyProcessor.UrlEncoded
            : contentType.Span.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? BodyProcessor.Multipart
            : BodyProcessor.None;

    /// <summary>Begins a body; after phase 1, when rules have had their say about the processor. Only for requests that have a body, if an empty one.</summary>
    /// <param name="processor">How it is read.</param>
    /// <param name="contentType">The request's Content-Type field, for multipart; empty where there is none.</param>
    /// <param name="keepsRaw">Whether rules force <c>REQUEST_BODY</c> (<c>ctl:forceRequestBodyVariable=On</c>).</param>
    /// <param name="separator">What stands between arguments.</param>
    /// <param name="limits">What it may spend.</param>
    public void Begin(BodyProcessor processor, ByteText contentType, bool keepsRaw, char separator, BodyLimits limits)
    {
        _processor = processor;
        _keepsRaw = keepsRaw;
        _separator = separator;
        _limits = limits;
        _buffer.Clear();
        Parsed.IsJson = processor == BodyProcessor.Json;
        if (processor == BodyProcessor.Unknown)
        {
            Parsed.Fail("There is no such request body processor");
        }
        else if (processor == BodyProcessor.Multipart)
        {
            _multipart ??= new MultipartBody(arena, Parsed);
            _multipart.Begin(contentType, limits);
        }
    }

    /// <summary>Takes the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Parsed.Length += bytes.Length;
        if (IsBuffered)
        {
            _buffer.Append(bytes[..Math.Min(bytes.Length, _limits.NoFilesLength - _buffer.Length)]);
        }

        if (_processor == BodyProcessor.Multipart)
        {
            _multipart!.Append(bytes);
        }
    }

    /// <summary>Takes note that nothing follows. <see cref="Parsed"/> is then final.</summary>
    /// <param name="isWhole">
    /// False where only the beginning of the body was given: that it breaks off is then no error, and what stands in it is found as far as it goes, the beginning of a last value too.
    /// </param>
    public void Complete(bool isWhole = true)
    {
        if (isWhole && IsBuffered && _processor != BodyProcessor.Multipart && _buffer.Length >= _limits.NoFilesLength)
        {
            Parsed.IsTooLong = true;
            Parsed.Fail(TooLong);
        }

        // Of JSON, what stands before the limit is known by the time it is reached: mod_security2 reads it while it comes.
        if (!Parsed.HasError || (Parsed.IsTooLong && _processor == BodyProcessor.Json))
        {
            Read(isWhole);
        }

        if (_keepsRaw && (_processor == BodyProcessor.None || Parsed.HasError) && !Parsed.IsTooLong)
        {
            Parsed.Raw = arena.Add(_buffer.Span);
        }
    }

    /// <summary>Forgets everything before the next transaction; before the arena is reset or after, no matter.</summary>
    public void Reset()
    {
        Parsed.Reset();
        _buffer.Dispose();
        _multipart?.Dispose();
        _json?.Dispose();
        _processor = BodyProcessor.None;
        _keepsRaw = false;
    }

    /// <summary>Gives its buffers back.</summary>
    public void Dispose() => Reset();

    private bool IsBuffered => _keepsRaw || _processor is BodyProcessor.UrlEncoded or BodyProcessor.Json or BodyProcessor.Xml;

    private void Read(bool isWhole)
    {
        switch (_processor)
        {
            case BodyProcessor.UrlEncoded:
                Parsed.Raw = arena.Add(isWhole ? _buffer.Span : WithoutBrokenEscape(_buffer.Span));
                ReadForm();
                break;
            case BodyProcessor.Multipart:
                _multipart!.Complete(isWhole);
                break;
            case BodyProcessor.Json:
                _json ??= new JsonBody(arena, Parsed);
                FailIf(_json.Read(_buffer.Span, isWhole, _limits));
                break;
            case BodyProcessor.Xml when _buffer.Length > 0:
                FailIf(Parsed.Xml.Read(_buffer.Segment, isWhole, arena, _limits));
                break;
        }
    }

    private static ReadOnlySpan<byte> WithoutBrokenEscape(ReadOnlySpan<byte> form)
    {
        var percent = form.LastIndexOf((byte)'%');
        return percent >= 0 && percent + 2 >= form.Length ? form[..percent] : form;
    }

    private void ReadForm()
    {
        var arguments = new UrlEncodedArguments(Parsed.Raw, _separator, arena);
        while (arguments.TryNext(out var argument))
        {
            // Also beyond the limit: invalid encodings count wherever they are.
            _ = Parsed.AddArgument(argument, _limits);
        }

        Parsed.HasInvalidEncoding |= arguments.HasInvalidEncoding;
    }

    private void FailIf(string? error)
    {
        if (error is not null)
        {
            Parsed.Fail(error);
        }
    }
}
