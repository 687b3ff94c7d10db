using System.Net;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Evaluation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf;

/// <summary>
/// One request and its response, judged phase by phase. Calls come in the order in which the members stand; a phase may be left out. One thread at a time. Nothing
/// that a client or a front end sends makes a member throw. Dispose of it to give it back to its rule set's pool; nothing it gave out but <see cref="RuleMatch"/>es themselves
/// may be used after that.
/// </summary>
public sealed class Transaction : IDisposable
{
    private readonly Evaluator _evaluation;
    private readonly PhaseRun _run;
    private readonly PooledBuffer<byte> _responseBody = new();
    private long _requestBodyLength;
    private long _requestBodyTaken;
    private bool _hasBegunBody;
    private ByteText _contentType;

    internal Transaction(RuleSet rules)
    {
        Rules = rules;
        _evaluation = new Evaluator(rules.Program, rules.Collections, rules.Time);
        _run = new PhaseRun(_evaluation, rules.Budget);
        _evaluation.Clock.Begin();
    }

    /// <summary>The rules it is judged by.</summary>
    public RuleSet Rules { get; }

    /// <summary>The rules that matched so far, in order: those that log, and those that refuse.</summary>
    public IReadOnlyList<RuleMatch> Matches => _evaluation.Log.Matches;

    /// <summary>The anomaly score of the request as the Core Rule Set counts it, for the paranoia level that blocks; 0 before its rules have added it up in phase 2.</summary>
    public int InboundAnomalyScore => Score(_evaluation.Program.InboundScoreSlots);

    /// <summary>The same for the response.</summary>
    public int OutboundAnomalyScore => Score(_evaluation.Program.OutboundScoreSlots);

    /// <summary>What rules know as <c>UNIQUE_ID</c>.</summary>
    public string UniqueId => _evaluation.UniqueId;

    /// <summary>Whether it used up <see cref="RuleSet.Budget"/>: what was left has not been judged.</summary>
    public bool IsOverBudget => _run.IsSpent;

    /// <summary>Whether the time of each rule is measured (<see cref="Times"/>); costs time itself.</summary>
    public bool MeasuresRules
    {
        get => _run.Times is not null;
        set => _run.Times = value ? new RuleTimes(Rules.Time) : null;
    }

    /// <summary>What each rule cost so far, the dearest first; empty unless <see cref="MeasuresRules"/>.</summary>
    public IReadOnlyList<RuleTime> Times => _run.Times?.ToList() ?? [];

    /// <summary>Whether request body bytes are wanted; known after phase 1.</summary>
    public bool WantsRequestBody => _evaluation.Mode != EngineMode.Off && _evaluation.HasRequestBodyAccess;

    /// <summary>Whether response body bytes are wanted; known after phase 3.</summary>
    public bool WantsResponseBody => _evaluation.Mode != EngineMode.Off && _evaluation.HasResponseBodyAccess && IsInspectedType();

    /// <summary>Tells who speaks with whom.</summary>
    public void Connect(IPAddress client, int clientPort, IPAddress server, int serverPort)
    {
        _evaluation.Facts.Client = client;
        _evaluation.Facts.ClientPort = clientPort;
        _evaluation.Facts.Server = server;
        _evaluation.Facts.ServerPort = serverPort;
    }

    /// <summary>Tells the request line; one character for each byte (Latin-1).</summary>
    /// <param name="method">The method.</param>
    /// <param name="rawTarget">The target as it was sent, undecoded.</param>
    /// <param name="protocol">The protocol, <c>HTTP/1.1</c>.</param>
    public void SetRequest(ReadOnlySpan<char> method, ReadOnlySpan<char> rawTarget, ReadOnlySpan<char> protocol)
        => _evaluation.Facts.SetRequest(method, rawTarget, protocol);

    /// <summary>Adds a header of the request, as sent and in the order sent; one character for each byte (Latin-1).</summary>
    public void AddRequestHeader(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
        => _evaluation.Facts.RequestHeaders.Add(new NamedText(_evaluation.Facts.Keep(name), _evaluation.Facts.Keep(value)));

    /// <summary>Phase 1.</summary>
    public Verdict JudgeRequestHeader()
    {
        var facts = _evaluation.Facts;
        var settings = _evaluation.Program.Settings;
        foreach (var header in facts.RequestHeaders)
        {
            if (!header.Name.Span.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (settings.HasVersion1Cookies)
            {
                _evaluation.Cookies.AddVersion1(header.Value, _evaluation.Arena);
            }
            else
            {
                _evaluation.Cookies.AddVersion0(header.Value);
            }
        }

        if (facts.HasQuery)
        {
            QueryArguments.Read(facts.Query, settings.ArgumentSeparator, _evaluation.Arena, Rules.BodyLimits, _evaluation.Body.Parsed);
        }

        if (TransactionFacts.TryFind(facts.RequestHeaders, "Content-Type", out _contentType))
        {
            _evaluation.Processor = RequestBody.ProcessorOf(_contentType);
            _evaluation.ProcessorName = RuleSet.ProcessorName(_evaluation.Processor);
        }

        return _run.Run(1);
    }

    /// <summary>Adds bytes of the request body; what is beyond <see cref="WafSettings.RequestBodyLimit"/> is counted and not kept.</summary>
    public void AppendRequestBody(ReadOnlySpan<byte> bytes)
    {
        BeginBody();
        _requestBodyLength += bytes.Length;
        var room = (int)Math.Min(bytes.Length, _evaluation.RequestBodyLimit - _requestBodyTaken);
        if (room < bytes.Length)
        {
            _evaluation.IsRequestBodyCut = true;
        }

        if (room > 0)
        {
            _requestBodyTaken += room;
            _evaluation.Body.Append(bytes[..room]);
        }
    }

    /// <summary>Phase 2.</summary>
    /// <param name="isWhole">False where the body was not read to its end.</param>
    public Verdict JudgeRequestBody(bool isWhole)
    {
        _evaluation.IsRequestBodyCut |= !isWhole;
        if (WantsRequestBody)
        {
            var hasBody = _hasBegunBody || AnnouncesBody();
            if (hasBody)
            {
                BeginBody();
                _evaluation.Body.Complete(!_evaluation.IsRequestBodyCut);
                _evaluation.Facts.HasRequestBody = _evaluation.Processor == BodyProcessor.UrlEncoded
                    || (_evaluation.ForcesRequestBody && _evaluation.Processor == BodyProcessor.None);
            }

            if (_requestBodyLength > _evaluation.RequestBodyLimit && _evaluation.Program.Settings.RequestBodyLimitAction == BodyLimitAction.Reject)
            {
                const int ContentTooLarge = 413;
                _evaluation.Log.Add(EngineRuleIds.RequestBodyTooLong, 2, "The request body is longer than is looked into", $"{_evaluation.RequestBodyLimit} bytes");
                if (_evaluation.Mode == EngineMode.On)
                {
                    return new Verdict(VerdictAction.Deny, ContentTooLarge, EngineRuleIds.RequestBodyTooLong, null, VerdictAction.Deny);
                }
            }
        }

        return _run.Run(2);
    }

    /// <summary>Tells the response's status line.</summary>
    public void SetResponse(int status, ReadOnlySpan<char> protocol)
    {
        _evaluation.Facts.Status = status;
        _evaluation.Facts.ResponseProtocol = _evaluation.Facts.Keep(protocol);
    }

    /// <summary>Adds a header of the response; one character for each byte (Latin-1).</summary>
    public void AddResponseHeader(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
        => _evaluation.Facts.ResponseHeaders.Add(new NamedText(_evaluation.Facts.Keep(name), _evaluation.Facts.Keep(value)));

    /// <summary>Phase 3.</summary>
    public Verdict JudgeResponseHeader() => _run.Run(3);

    /// <summary>Adds bytes of the response body, content coding removed; what is beyond <see cref="WafSettings.ResponseBodyLimit"/> is not kept.</summary>
    public void AppendResponseBody(ReadOnlySpan<byte> bytes)
    {
        var room = (int)Math.Min(bytes.Length, _evaluation.ResponseBodyLimit - _responseBody.Span.Length);
        if (room < bytes.Length)
        {
            _evaluation.IsResponseBodyCut = true;
        }

        if (room > 0)
        {
            _responseBody.Append(bytes[..room]);
        }
    }

    /// <summary>Phase 4.</summary>
    public Verdict JudgeResponseBody()
    {
        if (WantsResponseBody)
        {
            _evaluation.Facts.ResponseBody = _evaluation.Arena.Add(_responseBody.Span);
            _evaluation.Facts.HasResponseBody = true;
        }

        if (_evaluation.IsResponseBodyCut && _evaluation.Program.Settings.ResponseBodyLimitAction == BodyLimitAction.Reject)
        {
            const int ServerError = 500;
            _evaluation.Log.Add(EngineRuleIds.ResponseBodyTooLong, 4, "The response body is longer than is looked into", $"{_evaluation.ResponseBodyLimit} bytes");
            if (_evaluation.Mode == EngineMode.On)
            {
                return new Verdict(VerdictAction.Deny, ServerError, EngineRuleIds.ResponseBodyTooLong, null, VerdictAction.Deny);
            }
        }

        return _run.Run(4);
    }

    /// <summary>Phase 5: the rules that only log.</summary>
    public void Finish() => _run.Run(5);

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        _evaluation.Reset();
        _run.Reset();
        _run.Times = null;
        _responseBody.Dispose();
        _requestBodyLength = 0;
        _requestBodyTaken = 0;
        _hasBegunBody = false;
        _contentType = default;
        Rules.TakeBack(this);
    }

    internal void Begin() => _evaluation.Clock.Begin();

    internal void Discard() => _evaluation.Dispose();

    private int Score(int[] slots)
    {
        var score = 0;
        foreach (var slot in slots)
        {
            score = Math.Max(score, _evaluation.Tx.NumberOf(slot));
        }

        return score;
    }

    private void BeginBody()
    {
        if (!_hasBegunBody)
        {
            _hasBegunBody = true;
            _evaluation.Body.Begin(
                _evaluation.Processor,
                _contentType,
                _evaluation.ForcesRequestBody,
                _evaluation.Program.Settings.ArgumentSeparator,
                Rules.BodyLimits);
        }
    }

    // As mod_security2 decides whether there is a body to read, if an empty one.
    private bool AnnouncesBody()
    {
        var headers = _evaluation.Facts.RequestHeaders;
        return TransactionFacts.TryFind(headers, "Content-Length", out _)
            || (TransactionFacts.TryFind(headers, "Transfer-Encoding", out var coding) && coding.Span.Contains("chunked", StringComparison.OrdinalIgnoreCase));
    }

    // mod_security2 compares what stands before the first semicolon; a response without a type is inspected where "null" is among the types.
    private bool IsInspectedType()
    {
        var type = TransactionFacts.TryFind(_evaluation.Facts.ResponseHeaders, "Content-Type", out var value) ? value.Span : "null";
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        foreach (var inspected in _evaluation.Program.Settings.ResponseBodyMimeTypes)
        {
            if (type.Equals(inspected, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
