using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Firewall;

/// <summary>The web application firewall, put to one request and its answer. It is among the features of the request from the moment its rules are first asked.</summary>
internal sealed class RequestFirewall : IDisposable
{
    private readonly WafPolicy _policy;
    private readonly Transaction _transaction;
    private readonly HttpContext _http;
    private readonly FirewallFinding _finding;
    private long _fed;

    private RequestFirewall(WafPolicy policy, Transaction transaction, HttpContext http)
    {
        _policy = policy;
        _transaction = transaction;
        _http = http;
        _finding = new FirewallFinding(policy, transaction);
        var connection = http.Connection;
        _transaction.Connect(Plain(connection.RemoteIpAddress), connection.RemotePort, Plain(connection.LocalIpAddress), connection.LocalPort);
    }

    /// <summary>Whether the body is judged while it is forwarded: nothing of its last piece goes on before the verdict.</summary>
    public bool IsStreaming { get; private set; }

    /// <summary>Whether answers are judged.</summary>
    public bool JudgesAnswers => _policy.Response is not null;

    /// <summary>Whether the policy has the rules decide.</summary>
    public bool Blocks => _policy.Mode == FirewallMode.Block;

    /// <summary>How answers are judged.</summary>
    public WafResponsePolicy Response => _policy.Response!;

    /// <summary>Begins to judge a request.</summary>
    /// <param name="policy">The firewall of its section.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="http">The request.</param>
    public static RequestFirewall Begin(WafPolicy policy, RuleSet rules, HttpContext http)
    {
        var firewall = new RequestFirewall(policy, rules.Begin(), http);
        http.Features.Set(firewall);
        return firewall;
    }

    /// <summary>Judges the request line and the header.</summary>
    /// <returns>Why the request is refused, or null.</returns>
    public Denial? JudgeHead()
    {
        if (_http.Features.Get<ClientConnection>()?.Screen is { Head: { IsEmpty: false } head })
        {
            FirewallFields.Add(_transaction, head.Span);
        }
        else
        {
            var request = _http.Request;
            _transaction.SetRequest(request.Method, _http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, request.Protocol);
            FirewallFields.Add(_transaction, request);
        }

        return _finding.Consider(_transaction.JudgeRequestHeader());
    }

    /// <summary>Shows the rules a request that is refused whatever they say, so that what they know it by is in the record.</summary>
    public void Show()
    {
        JudgeHead();
        _finding.Consider(_transaction.JudgeRequestBody(isWhole: true));
    }

    /// <summary>Judges the body, or as much of it as the policy says.</summary>
    /// <returns>Why the request is refused, or null.</returns>
    /// <exception cref="OperationCanceledException">The client is gone, or too slow.</exception>
    public ValueTask<Denial?> JudgeBodyAsync(PublishingRecord record)
    {
        if (_http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || !_policy.InspectsRequestBody || !_transaction.WantsRequestBody)
        {
            return new(_finding.Consider(_transaction.JudgeRequestBody(isWhole: true)));
        }

        if (_http.Request.ContentLength > _policy.RequestBodyLimit)
        {
            if (IsUpload)
            {
                IsStreaming = true;
                return default;
            }

            if (_policy.BeyondRequestBody == BeyondLimit.Refuse)
            {
                return new(_finding.Refuse(TooLong()));
            }
        }

        return RequestBodyPeek.JudgeAsync(_http, _policy.RequestBodyLimit + 1, static (bytes, isComplete, firewall) => firewall.JudgeBody(bytes, isComplete), this, record);
    }

    /// <summary>Judges the next piece of a body that is forwarded.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="before">How many bytes of the body have been forwarded.</param>
    /// <param name="isLast">Whether it is the last.</param>
    /// <returns>Why the request is refused, or null. Only the last piece is.</returns>
    public Denial? JudgePiece(ReadOnlySequence<byte> piece, long before, bool isLast)
    {
        var known = Math.Clamp(_fed - before, 0, piece.Length);
        Feed(piece.Slice(known));
        if (!isLast)
        {
            return null;
        }

        IsStreaming = false;
        return _finding.Consider(_transaction.JudgeRequestBody(isWhole: true));
    }

    /// <summary>Judges the header of an answer, and all of it where the rules do not want its body.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    public Denial? JudgeAnswer(ResponseHead head)
    {
        _transaction.SetResponse(head.Status, "HTTP/1.1");
        foreach (var field in head.Fields)
        {
            _transaction.AddResponseHeader(field.Name, field.Value);
        }

        var denial = _finding.Consider(_transaction.JudgeResponseHeader());

        // Rules of the body's phase look at more than the body, at the status for one.
        return denial is null && !_transaction.WantsResponseBody ? _finding.Consider(_transaction.JudgeResponseBody()) : denial;
    }

    /// <summary>Whether the rules want to see the body of the answer whose header was judged.</summary>
    public bool WantsAnswerBody => _transaction.WantsResponseBody;

    /// <summary>Shows the rules the next bytes of an answer.</summary>
    public void AppendAnswer(ReadOnlySpan<byte> decoded) => _transaction.AppendResponseBody(decoded);

    /// <summary>Judges the body of an answer by what was shown of it.</summary>
    /// <returns>Why the answer is refused, or null.</returns>
    public Denial? JudgeAnswerBody() => _finding.Consider(_transaction.JudgeResponseBody());

    /// <summary>Refuses for a limit of the policy's; where it only detects, the record tells of it.</summary>
    public Denial? Refuse(Denial denial) => _finding.Refuse(denial);

    /// <summary>Notes why not all there was could be judged.</summary>
    public void FallShort(string why) => _finding.FallShort(why);

    /// <summary>Has the last rules asked, those that only log, and tells the record what was found.</summary>
    public void Finish(PublishingRecord record)
    {
        _transaction.Finish();
        record.Firewall = _finding.Tell(_http.Request);
    }

    /// <inheritdoc/>
    public void Dispose() => _transaction.Dispose();

    // What is uploaded is no text that rules look into: of a form with files only what is no file counts.
    private bool IsUpload => _http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private Denial? JudgeBody(ReadOnlySequence<byte> bytes, bool isComplete)
    {
        var isWhole = isComplete && bytes.Length <= _policy.RequestBodyLimit;
        if (!isWhole && IsUpload)
        {
            Feed(bytes);
            IsStreaming = true;
            return null;
        }

        if (!isWhole)
        {
            if (_policy.BeyondRequestBody == BeyondLimit.Refuse && _finding.Refuse(TooLong()) is { } refused)
            {
                return refused;
            }

            _finding.FallShort($"of the body the first {_policy.RequestBodyLimit} bytes were judged");
            bytes = bytes.Slice(0, Math.Min(bytes.Length, _policy.RequestBodyLimit));
        }

        Feed(bytes);
        return _finding.Consider(_transaction.JudgeRequestBody(isWhole));
    }

    private void Feed(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            _transaction.AppendRequestBody(segment.Span);
        }

        _fed += bytes.Length;
    }

    private Denial TooLong() => new(DenialReason.BodyTooLarge, $"the firewall judges bodies of at most {_policy.RequestBodyLimit} bytes");

    private static IPAddress Plain(IPAddress? address) => address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
