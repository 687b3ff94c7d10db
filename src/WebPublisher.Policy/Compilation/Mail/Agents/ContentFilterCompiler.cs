using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles a <c>contentFilter</c> agent.</summary>
internal static class ContentFilterCompiler
{
    /// <summary>The longest phrase, in characters.</summary>
    private const int LongestPhrase = 200;

    /// <summary>Compiles it; null after an error.</summary>
    /// <param name="document">What was written; null when it had errors.</param>
    /// <param name="location">Where the agent is declared.</param>
    /// <param name="context">The load.</param>
    public static ContentFilterPolicy? Compile(ContentFilterDocument? document, SourceLocation location, CompilationContext context)
    {
        var diagnostics = context.Diagnostics;
        if (document is null)
        {
            return null;
        }

        foreach (var domain in document.ExemptDomains.Where(domain => domain.Value?.Text == "*"))
        {
            diagnostics.Error(domain.Location, "exempting every domain would judge nothing; leave the agent out, or list the domains that are meant");
        }

        var usual = new ContentFilterPolicy { Location = location };
        var thresholds = new SclThresholds(Level(document.Delete, usual.Thresholds.Delete), Level(document.Reject, usual.Thresholds.Reject), Level(document.Quarantine, usual.Thresholds.Quarantine));
        CheckOrder(document, thresholds, diagnostics);
        return usual with
        {
            Thresholds = thresholds,
            Junk = document.Junk is { } junk ? junk.Value == 9 ? null : junk.Value : usual.Junk,
            BlockPhrases = Phrases(document.BlockPhrases, diagnostics),
            AllowPhrases = Phrases(document.AllowPhrases, diagnostics),
            ExemptSenders = Addresses(document.ExemptSenders),
            ExemptDomains = new DomainList([.. document.ExemptDomains.Select(domain => domain.Value).OfType<DomainPattern>()]),
            ExemptRecipients = Addresses(document.ExemptRecipients),
            Scorers = [.. document.Scorers.Select(scorer => Scorer(scorer, context)).OfType<ExternalScorerPolicy>()],
            MaximumSize = document.MaximumSize?.Value.Bytes ?? usual.MaximumSize,
        };
    }

    private static int? Level(Located<int>? written, int? usual) => written is { } level ? level.Value == 0 ? null : level.Value : usual;

    /// <summary>The gravest is done first: what a graver one takes away is never reached.</summary>
    private static void CheckOrder(ContentFilterDocument document, SclThresholds thresholds, DiagnosticList diagnostics)
    {
        if (document.Quarantine is { } quarantine && thresholds.Quarantine >= (thresholds.Reject ?? thresholds.Delete ?? 10))
        {
            diagnostics.Error(quarantine.Location, $"nothing would be held: from {thresholds.Reject ?? thresholds.Delete} on messages are refused or deleted; hold from a lower level on, or write reject: 0");
        }

        if (document.Reject is { } reject && thresholds.Reject >= (thresholds.Delete ?? 10))
        {
            diagnostics.Error(reject.Location, $"nothing would be refused: from {thresholds.Delete} on messages are deleted; refuse from a lower level on, or write reject: 0");
        }
    }

    private static ExternalScorerPolicy? Scorer(ExternalScorerDocument document, CompilationContext context)
    {
        var diagnostics = context.Diagnostics;
        if (document.Rspamd is null == document.Spamd is null)
        {
            if (document.Has(nameof(document.Rspamd)) == document.Has(nameof(document.Spamd)))
            {
                diagnostics.Error(document.Start, "a scorer is either a rspamd or a spamd: write one of the two");
            }

            return null;
        }

        if (document.Spamd is { Value.IsRemote: true } spamd)
        {
            diagnostics.Warning(
                spamd.Location,
                IpsecCoverage.OfServer($"mail travels to {spamd.Value} in clear", "; let spamd run on this machine, or join the two by IPsec", spamd.Value.EndPoint, context));
        }

        if (document.Rspamd is { } rspamd && rspamd.Value.Scheme == Uri.UriSchemeHttp && !rspamd.Value.IsLoopback)
        {
            diagnostics.Warning(
                rspamd.Location,
                IpsecCoverage.OfServers(
                    $"mail travels to {rspamd.Value} in clear",
                    "; let rspamd run on this machine, or ask it by https",
                    [new FrontEndServer(rspamd.Value.Host.Trim('[', ']'), rspamd.Value.Port)],
                    context));
        }

        var usual = new ExternalScorerPolicy();
        return usual with
        {
            Rspamd = document.Rspamd?.Value,
            Spamd = document.Spamd?.Value,
            Timeout = document.Timeout?.Value ?? usual.Timeout,
            Requests = document.Requests?.Value ?? usual.Requests,
        };
    }

    private static ImmutableArray<string> Phrases(DocumentList<Located<string>> list, DiagnosticList diagnostics)
    {
        foreach (var phrase in list.Where(phrase => phrase.Value is { } text && (text.Length > LongestPhrase || !text.Any(char.IsLetterOrDigit))))
        {
            diagnostics.Error(phrase.Location, $"a phrase holds a letter or digit and has {LongestPhrase} characters at most");
        }

        return [.. list.Select(phrase => phrase.Value).OfType<string>()];
    }

    private static FrozenSet<string> Addresses(DocumentList<Located<Mailbox>> list) => list.Select(entry => entry.Value.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
