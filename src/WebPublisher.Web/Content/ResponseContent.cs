using System.Buffers;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Content;

/// <summary>
/// What happens to the body of one answer between its front end and the client: it is decoded, inspected, its links are translated, and it is coded again as it was. Only
/// answers that somebody wants to see or change have one. It holds a few buffers and never the body.
/// </summary>
internal sealed class ResponseContent : IDisposable
{
    /// <summary>How many times its size a body may unpack to, beyond <see cref="FreeExpansion"/>. Pages unpack to ten times, empty tables to a hundred.</summary>
    public const int MaximumExpansion = 250;

    /// <summary>Bytes that any body may unpack to.</summary>
    public const int FreeExpansion = 8 * 1024 * 1024;

    private const int PieceSize = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte>? _translated;
    private readonly ContentInspector[] _inspectors;
    private readonly ContentDecoder? _decoder;
    private readonly BodyTranslator? _translator;
    private readonly ContentEncoder? _encoder;
    private readonly PublishingContext _context;
    private readonly byte[] _piece;
    private OperationStatus _status = OperationStatus.NeedMoreData;
    private long _coded;
    private long _decoded;

    private ResponseContent(PublishingContext context, ContentCoding coding, ContentInspector[] inspectors, BodyTranslator? translator)
    {
        _context = context;
        _inspectors = inspectors;
        _translator = translator;
        _decoder = coding == ContentCoding.Identity ? null : ContentDecoder.For(coding);
        _piece = _decoder is null ? [] : ArrayPool<byte>.Shared.Rent(PieceSize);
        if (translator is not null && _decoder is not null)
        {
            _translated = new ArrayBufferWriter<byte>();
            _encoder = new ContentEncoder(coding);
        }
    }

    /// <summary>What is to be sent to the client; <see cref="Sent"/> when it was.</summary>
    public ReadOnlySpan<byte> Output => IsHeld ? [] : _output.WrittenSpan;

    /// <summary>Whether nothing of the answer may be sent yet, its head included.</summary>
    public bool IsHeld
    {
        get
        {
            foreach (var inspector in _inspectors)
            {
                if (inspector.Holds)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether anybody wants to see or change bodies of this request's answer.</summary>
    public static bool IsWanted(PublishingContext context) => context.Inspectors is not null || context.Section.LinkTranslation is not null;

    /// <summary>What is to happen to the body of an answer, whose fields it adapts; null when nothing is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="action">How it is published.</param>
    /// <param name="head">The answer's head, as the front end sent it.</param>
    /// <param name="framing">How its body ends.</param>
    /// <param name="refused">Why the answer is refused, or null.</param>
    public static ResponseContent? For(PublishingContext context, PublishAction action, ResponseHead head, BodyFraming framing, out Denial? refused)
    {
        refused = null;
        if (!IsWanted(context))
        {
            return null;
        }

        var fields = ContentFields.Of(head);
        var translates = context.Section.LinkTranslation is { } policy && policy.Includes(fields.Type);
        var obstacle = translates ? fields.Obstacle(head.Status) : null;
        if (obstacle is not null)
        {
            context.Record.AnswerNote = $"links not translated: {obstacle}";
            translates = false;
        }

        if (translates || head.Status == StatusCodes.Status304NotModified)
        {
            ContentFields.Adapt(context.Http.Response.Headers, translates);
        }

        if (framing == BodyFraming.None)
        {
            return null;
        }

        ContentInspector[] inspectors = [.. (context.Inspectors ?? []).Where(inspector => inspector.Wants(head))];
        if (inspectors.Length > 0 && fields.Unreadable(head.Status) is { } why)
        {
            foreach (var inspector in inspectors)
            {
                refused ??= inspector.Unreadable(why);
            }

            return null;
        }

        var translator = translates ? new BodyTranslator(LinkPatterns.For(context.Section.LinkTranslation!, action), PublishedSite.Of(context)) : null;
        return translator is null && inspectors.Length == 0 ? null : new ResponseContent(context, fields.Coding, inspectors, translator);
    }

    /// <summary>Takes the next bytes of the body. What may be sent of them by now is in <see cref="Output"/>.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    /// <exception cref="InvalidResponseException">Its coding is damaged, or it unpacks to more than it may.</exception>
    public Denial? Write(ReadOnlySpan<byte> bytes)
    {
        if (_translator is null)
        {
            _output.Write(bytes);
        }

        return _decoder is null ? Pass(bytes) : Decode(bytes);
    }

    /// <summary>Brings out what the coding holds back: the front end pauses.</summary>
    public void Flush() => _encoder?.Flush(_output);

    /// <summary>Ends the body.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    /// <exception cref="InvalidResponseException">Its coding has not come to its end.</exception>
    public Denial? Complete()
    {
        // A body of no bytes is none, whatever its coding is said to be.
        if (_decoder is not null && _coded > 0 && _status != OperationStatus.Done)
        {
            throw new InvalidResponseException("the coding of the body broke off");
        }

        foreach (var inspector in _inspectors)
        {
            if (inspector.Complete() is { } denial)
            {
                return denial;
            }
        }

        Translate([], isLast: true);
        if (_coded > 0)
        {
            _encoder?.Complete(_output);
        }

        return null;
    }

    /// <summary>The output was sent.</summary>
    public void Sent() => _output.ResetWrittenCount();

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder?.Dispose();
        _translator?.Dispose();
        _encoder?.Dispose();
        if (_piece.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_piece);
        }
    }

    private Denial? Decode(ReadOnlySpan<byte> bytes)
    {
        _coded += bytes.Length;
        do
        {
            _status = _decoder!.Decode(bytes, _piece, out var consumed, out var written);
            bytes = bytes[consumed..];
            _decoded += written;
            if (_status == OperationStatus.InvalidData)
            {
                throw new InvalidResponseException("the coding of the body is damaged");
            }

            if (_decoded > FreeExpansion && _decoded / MaximumExpansion > _coded)
            {
                throw new InvalidResponseException($"the body unpacks to more than {MaximumExpansion} times its size");
            }

            if (Pass(_piece.AsSpan(0, written)) is { } denial)
            {
                return denial;
            }
        }
        while (_status == OperationStatus.DestinationTooSmall || (_status == OperationStatus.NeedMoreData && !bytes.IsEmpty));

        return null;
    }

    private Denial? Pass(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return null;
        }

        foreach (var inspector in _inspectors)
        {
            if (inspector.Inspect(content) is { } denial)
            {
                return denial;
            }
        }

        Translate(content, isLast: false);
        return null;
    }

    private void Translate(ReadOnlySpan<byte> content, bool isLast)
    {
        if (_translator is null)
        {
            return;
        }

        _translator.Write(content, isLast, _translated ?? _output);
        if (_translator.IsForeign)
        {
            _context.Record.AnswerNote = "links not translated: its text is UTF-16";
        }

        if (_translated is not null)
        {
            _encoder!.Write(_translated.WrittenSpan, _output);
            _translated.ResetWrittenCount();
        }
    }
}
