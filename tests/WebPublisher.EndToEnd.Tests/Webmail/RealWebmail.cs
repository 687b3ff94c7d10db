using System.Globalization;
using System.Text.Json;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>
/// The inner network, once for a test class: Roundcube behind nginx at <c>https://owa-fe.internal.test/mail/</c>, with Dovecot and Postfix behind it and
/// the mailboxes of <see cref="Alice"/> and <see cref="Bob"/>. <c>tests/environment/webmail</c> starts it; it goes down with this process in any case.
/// </summary>
public sealed class RealWebmail : IAsyncLifetime
{
    // An address that stands nowhere else, so that finding it in a response proves a leak.
    internal const string FrontEndAddress = "127.77.0.10";
    internal const string FrontEndName = "owa-fe.internal.test";

    private static readonly JsonSerializerOptions LogFormat = new(JsonSerializerDefaults.Web);
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"wpmail-{Guid.NewGuid():N}"[..20]);
    private readonly int _submissionPort = FreePort.Next();
    private readonly int _imapsPort = FreePort.Next();

    /// <summary>A user with a mailbox.</summary>
    internal static MailUser Alice { get; } = new("alice", "alice-secret", "alice@example.test");

    /// <summary>Another user with a mailbox.</summary>
    internal static MailUser Bob { get; } = new("bob", "bob-secret", "bob@example.test");

    /// <summary>Port of the front end on <see cref="FrontEndAddress"/>.</summary>
    internal int FrontEndPort { get; } = FreePort.Next();

    /// <summary>PEM file of the CA that issued the front end's certificate.</summary>
    internal string InnerAuthority => Path.Combine(_directory, "certificates", "inner-ca.pem");

    /// <summary>What must never be seen outside: names, addresses and ports of the inner network.</summary>
    internal IReadOnlyList<string> InnerSecrets =>
    [
        "internal.test", FrontEndAddress, $":{FrontEndPort}", $":{_imapsPort}", $":{_submissionPort}", _directory,
    ];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Webmail) is null)
        {
            (await ScriptAsync("up")).Successful();
        }
    }

    /// <summary>Keeps the servers' logs as artefacts and clears the rest away.</summary>
    public async Task DisposeAsync()
    {
        if (!Directory.Exists(_directory))
        {
            return;
        }

        var kept = Repository.Artifacts("logs/webmail");
        foreach (var log in Directory.EnumerateFiles(Path.Combine(_directory, "logs")))
        {
            File.Copy(log, Path.Combine(kept, Path.GetFileName(log)), overwrite: true);
        }

        (await ScriptAsync("remove")).Successful();
    }

    /// <summary>The requests that the front end has answered so far, oldest first.</summary>
    internal IReadOnlyList<FrontEndRequest> RequestsSeen() =>
        [.. File.ReadLines(Path.Combine(_directory, "logs", "front-end.json")).Select(line => JsonSerializer.Deserialize<FrontEndRequest>(line, LogFormat)!)];

    /// <summary>Opens a mailbox by IMAP, past Roundcube.</summary>
    internal Task<ImapMailbox> OpenMailboxAsync(MailUser user) => ImapMailbox.OpenAsync(_imapsPort, InnerAuthority, user);

    private Task<CommandResult> ScriptAsync(string action)
    {
        var script = Repository.EnvironmentScript("webmail");
        Dictionary<string, string> settings = new()
        {
            ["IMAPS_PORT"] = _imapsPort.ToString(CultureInfo.InvariantCulture),
            ["SUBMISSION_PORT"] = _submissionPort.ToString(CultureInfo.InvariantCulture),
            ["FRONT_END_ADDRESS"] = FrontEndAddress,
            ["FRONT_END_PORT"] = FrontEndPort.ToString(CultureInfo.InvariantCulture),
            ["OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        };
        return Environment.IsPrivilegedProcess
            ? Command.RunAsync(script, [action, _directory], TimeSpan.FromSeconds(60), settings)
            : Command.RunAsync(
                "sudo", ["-n", .. settings.Select(setting => $"{setting.Key}={setting.Value}"), script, action, _directory], TimeSpan.FromSeconds(60));
    }
}
