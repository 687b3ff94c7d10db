using System.CommandLine;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Wording;

namespace WebPublisher.Commands;

/// <summary>Which policy file a command works on.</summary>
internal static class PolicyFile
{
    private const string Variable = "WEBPUBLISHER_POLICY";

    private static readonly string[] Usual = ["rules/webpublisher.yaml", "/etc/webpublisher/webpublisher.yaml"];

    /// <summary>The option that names it.</summary>
    public static Option<string?> Option() => new("--policy", "-p")
    {
        Description = $"Policy file. Default: ${Variable}, else ./{Usual[0]}, else {Usual[1]}.",
        HelpName = "FILE",
    };

    /// <summary>The file the operator named, or the first usual one that exists.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public static string Locate(string? named)
    {
        var path = Find(named);
        if (string.IsNullOrEmpty(path))
        {
            throw new CommandFailure(
                $"no policy: neither ./{Usual[0]} nor {Usual[1]} exists. Name one with --policy FILE or in ${Variable}.", ExitCode.Usage);
        }

        return File.Exists(path) ? path : throw new CommandFailure($"there is no policy file {path}.", ExitCode.Usage);
    }

    /// <summary>Loads the policy a command asks questions of.</summary>
    /// <param name="named">The file the operator named, or null.</param>
    /// <param name="time">The clock certificates are judged by.</param>
    /// <exception cref="CommandFailure">There is none, or it has errors; the message holds all of them.</exception>
    public static PublisherPolicy Load(string? named, TimeProvider time)
    {
        var path = Locate(named);
        var loaded = new PolicyLoader(time).Load(path);
        return loaded.Policy ?? throw Rejected(path, loaded.Diagnostics);
    }

    /// <summary>Loads a policy for somebody who can do without.</summary>
    /// <returns>Null when there is none, or it has errors.</returns>
    public static PublisherPolicy? TryLoad(string? named, TimeProvider time) => Find(named) is { } path && File.Exists(path) ? new PolicyLoader(time).Load(path).Policy : null;

    /// <summary>The mail half of a policy.</summary>
    /// <exception cref="CommandFailure">It has none.</exception>
    public static MailPolicy MailOf(PublisherPolicy policy) =>
        policy.Mail is { ReceiveConnectors.IsEmpty: false } mail ? mail : throw new CommandFailure("the policy receives no mail: it declares no receiveConnectors.", ExitCode.Usage);

    /// <summary>The failure of a policy with errors.</summary>
    public static CommandFailure Rejected(string path, DiagnosticList diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return new CommandFailure($"the policy {path} has {Count.Of(errors.Count, "error")}:\n{string.Join('\n', errors)}", ExitCode.PolicyErrors);
    }

    private static string? Find(string? named) => named ?? Environment.GetEnvironmentVariable(Variable) ?? Usual.FirstOrDefault(File.Exists);
}
