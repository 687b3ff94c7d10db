using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Compilation.Mail;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles what operators wrote to a policy, section by section in the order in which they refer to each other.</summary>
internal static class PolicyCompiler
{
    /// <summary>Compiles the policy, or returns null when anything is wrong with it; everything wrong is reported.</summary>
    /// <param name="document">The policy with its includes.</param>
    /// <param name="directory">Absolute path of the main file's directory.</param>
    /// <param name="context">The load.</param>
    public static PublisherPolicy? Compile(PolicyDocument document, string directory, CompilationContext context)
    {
        var server = ServerCompiler.Compile(document.Server, directory, context);
        var logging = LoggingCompiler.Compile(document.Logging, server, context);
        var dns = DnsCompiler.Compile(document.Dns, context);
        CertificateCompiler.Compile(document.Certificates, context);
        var roots = TrustedRootCompiler.Compile(document.TrustedRoots, context);
        var operations = new OperationsCompiler(context).Compile(document.Operations);
        if (operations.Listen is { } listen)
        {
            context.EndPoints.Reserve(listen, "the operations endpoint");
        }

        var shared = StateCompiler.Compile(document.State, context);
        DestinationSetCompiler.Compile(document.DestinationSets, context);
        ClientAddressSetCompiler.Compile(document.ClientAddressSets, context);
        ScheduleCompiler.Compile(document.Schedules, context);
        var listeners = ListenerCompiler.Compile(document.Listeners, context);
        var frontEnds = FrontEndCompiler.Compile(document.FrontEnds, context);
        context.Ipsec = new IpsecCompiler(context).Compile(document.Ipsec);
        var rules = new RuleCompiler(listeners, context).Compile(document.PublishingRules);
        var mail = MailCompiler.Compile(document, server, context);
        if (context.Diagnostics.HasErrors)
        {
            return null;
        }

        context.RootStore.Keep(roots);

        // Warnings about the whole would mislead as long as parts of it are missing.
        context.WarnOfUnused();
        RuleShadowing.Check(rules, context.Diagnostics);
        MailWarnings.Check(document, mail, context.Diagnostics);
        return new PublisherPolicy
        {
            Revision = context.Files.Revision,
            Server = server,
            Shared = shared,
            Operations = operations,
            Logging = logging,
            Dns = dns,
            Web = new WebPolicy { Listeners = listeners, FrontEnds = frontEnds, Rules = [.. rules.Select(r => r.Rule), PublishingRule.Default] },
            Ipsec = context.Ipsec,
            Mail = mail,
        };
    }
}
