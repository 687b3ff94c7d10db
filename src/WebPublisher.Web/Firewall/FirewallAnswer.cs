using WebPublisher.Policy.Firewall;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// Shows the rules the body of an answer. Where they decide, nothing of it is sent before they have: it is held back up to the limit of the policy. Where they only detect,
/// it passes as it comes.
/// </summary>
/// <param name="firewall">The firewall, which has judged the header.</param>
internal sealed class FirewallAnswer(RequestFirewall firewall) : ContentInspector
{
    private long _seen;
    private bool _isJudged;

    /// <inheritdoc/>
    public override bool Holds => firewall.Blocks && !_isJudged;

    /// <inheritdoc/>
    public override bool Wants(ResponseHead head) => firewall.WantsAnswerBody;

    /// <inheritdoc/>
    public override Denial? Inspect(ReadOnlySpan<byte> decoded)
    {
        if (_isJudged)
        {
            return null;
        }

        var limit = firewall.Response.Limit;
        firewall.AppendAnswer(decoded[..(int)Math.Min(decoded.Length, limit - _seen)]);
        _seen += decoded.Length;
        if (_seen <= limit)
        {
            return null;
        }

        if (firewall.Response.Beyond == BeyondLimit.Refuse
            && firewall.Refuse(new Denial(DenialReason.RejectedByFirewall, $"response body: the firewall judges {limit} bytes at most")) is { } refused)
        {
            return refused;
        }

        firewall.FallShort($"of the answer the first {limit} bytes were judged");
        return Judge();
    }

    /// <inheritdoc/>
    public override Denial? Complete() => _isJudged ? null : Judge();

    /// <inheritdoc/>
    public override Denial? Unreadable(string why)
    {
        firewall.FallShort($"the answer's body was not judged: {why}");
        return null;
    }

    private Denial? Judge()
    {
        _isJudged = true;
        return firewall.JudgeAnswerBody();
    }
}
