#pragma warning disable CA1822
using System.Net;

namespace WebPublisher.Waf;

/// <summary>
/// One request and its response, judged phase by phase. Calls come in the order in which the members stand; a phase may be left out. One thread at a time. Nothing
/// that a client or a front end sends makes a member throw. Dispose of it to give it back to its rule set's pool; nothing of it may be used after that.
/// </summary>
public sealed class Transaction : IDisposable
{
    internal Transaction(RuleSet rules)
    {
        Rules = rules;
    }

    /// <summary>The rules it is judged by.</summary>
    public RuleSet Rules { get; }

    /// <summary>The rules that matched so far, in order.</summary>
    public IReadOnlyList<RuleMatch> Matches => [];

    /// <summary>The anomaly score of the request as the Core Rule Set counts it, for the paranoia level that blocks; 0 before its rules added any.</summary>
    public int InboundAnomalyScore => 0;

    /// <summary>The same for the response.</summary>
    public int OutboundAnomalyScore => 0;

    /// <summary>What rules know as <c>UNIQUE_ID</c>.</summary>
    public string UniqueId => "";

    /// <summary>Whether request body bytes are wanted; known after phase 1.</summary>
    public bool WantsRequestBody => false;

    /// <summary>Whether response body bytes are wanted; known after phase 3.</summary>
    public bool WantsResponseBody => false;

    /// <summary>Tells who speaks with whom.</summary>
    public void Connect(IPAddress client, int clientPort, IPAddress server, int serverPort)
    {
    }

    /// <summary>Tells the request line; one character for each byte (Latin-1).</summary>
    /// <param name="method">The method.</param>
    /// <param name="rawTarget">The target as it was sent, undecoded.</param>
    /// <param name="protocol">The protocol, <c>HTTP/1.1</c>.</param>
    public void SetRequest(ReadOnlySpan<char> method, ReadOnlySpan<char> rawTarget, ReadOnlySpan<char> protocol)
    {
    }

    /// <summary>Adds a header of the request, as sent and in the order sent; one character for each byte (Latin-1).</summary>
    public void AddRequestHeader(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
    }

    /// <summary>Phase 1.</summary>
    public Verdict JudgeRequestHeader() => Verdict.Pass;

    /// <summary>Adds bytes of the request body; what is beyond <see cref="WafSettings.RequestBodyLimit"/> is counted and not kept.</summary>
    public void AppendRequestBody(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Phase 2.</summary>
    /// <param name="isWhole">False where the body was not read to its end.</param>
    public Verdict JudgeRequestBody(bool isWhole) => Verdict.Pass;

    /// <summary>Tells the response's status line.</summary>
    public void SetResponse(int status, ReadOnlySpan<char> protocol)
    {
    }

    /// <summary>Adds a header of the response; one character for each byte (Latin-1).</summary>
    public void AddResponseHeader(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
    }

    /// <summary>Phase 3.</summary>
    public Verdict JudgeResponseHeader() => Verdict.Pass;

    /// <summary>Adds bytes of the response body, content coding removed; what is beyond <see cref="WafSettings.ResponseBodyLimit"/> is not kept.</summary>
    public void AppendResponseBody(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Phase 4.</summary>
    public Verdict JudgeResponseBody() => Verdict.Pass;

    /// <summary>Phase 5: the rules that only log. Writes persistent collections.</summary>
    public void Finish()
    {
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
    }
}
