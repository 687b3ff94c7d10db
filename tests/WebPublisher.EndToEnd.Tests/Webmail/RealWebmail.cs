using System.Text.Json;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Network;

namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>
/// The inner network, once for a test class: Roundcube behind nginx at <c>https://owa-fe.internal.test/mail/</c>, with Dovecot and Postfix behind it and
/// the mailboxes of <see cref="Alice"/> and <see cref="Bob"/>. <c>tests/environment/network</c> starts it; it goes down with this process in any case.
/// </summary>
public sealed class RealWebmail : IAsyncLifetime
{
    // An address that stands nowhere else, so that finding it in a response proves a leak.
    internal const string FrontEndAddress = "127.77.0.10";
    internal const string FrontEndName = "owa-fe.internal.test";

    private static readonly JsonSerializerOptions LogFormat = new(JsonSerializerDefaults.Web);
    private readonly RealNetwork _network;
    private readonly int _submissionPort = FreePort.Next();
    private readonly int _imapsPort = FreePort.Next();

    /// <summary>Chooses ports.</summary>
    public RealWebmail() => _network = new RealNetwork("webmail", ["mail", "roundcube"], new Dictionary<string, string>
    {
        ["IMAPS_PORT"] = $"{_imapsPort}",
        ["SUBMISSION_PORT"] = $"{_submissionPort}",
        ["SMTP_PORT"] = $"{FreePort.Next()}",
        ["FRONT_END_ADDRESS"] = FrontEndAddress,
        ["FRONT_END_PORT"] = $"{FrontEndPort}",
    });

    /// <summary>A user with a mailbox.</summary>
    internal static MailUser Alice { get; } = new("alice", "alice-secret", "alice@example.test");

    /// <summary>Another user with a mailbox.</summary>
    internal static MailUser Bob { get; } = new("bob", "bob-secret", "bob@example.test");

    /// <summary>Port of the front end on <see cref="FrontEndAddress"/>.</summary>
    internal int FrontEndPort { get; } = FreePort.Next();

    /// <summary>PEM file of the CA that issued the front end's certificate.</summary>
    internal string InnerAuthority => _network.Authority;

    /// <summary>What must never be seen outside: names, addresses and ports of the inner network.</summary>
    internal IReadOnlyList<string> InnerSecrets =>
    [
        "internal.test", FrontEndAddress, $":{FrontEndPort}", $":{_imapsPort}", $":{_submissionPort}", _network.Directory,
    ];

    /// <inheritdoc/>
    public Task InitializeAsync() => Needs.Missing(Need.Webmail) is null ? _network.UpAsync() : Task.CompletedTask;

    /// <summary>Keeps the servers' logs as artefacts and clears the rest away.</summary>
    public async Task DisposeAsync() => await _network.DisposeAsync();

    /// <summary>The requests that the front end has answered so far, oldest first.</summary>
    internal IReadOnlyList<FrontEndRequest> RequestsSeen() =>
        [.. File.ReadLines(Path.Combine(_network.Directory, "logs", "front-end.json")).Select(line => JsonSerializer.Deserialize<FrontEndRequest>(line, LogFormat)!)];

    /// <summary>Opens a mailbox by IMAP, past Roundcube.</summary>
    internal Task<ImapMailbox> OpenMailboxAsync(MailUser user) => ImapMailbox.OpenAsync(_imapsPort, InnerAuthority, user);
}
