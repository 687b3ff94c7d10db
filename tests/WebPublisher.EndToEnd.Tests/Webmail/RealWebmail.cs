using System.Text.Json;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Network;

namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>
/// The inner network, once for a test class: a webmail behind nginx at <c>https://owa-fe.internal.test/</c>, with Dovecot and Postfix behind it and
/// the mailboxes of <see cref="Alice"/> and <see cref="Bob"/>. <c>tests/environment/network</c> starts it; it goes down with this process in any case.
/// </summary>
/// <param name="kind">Which webmail: the name of its script.</param>
/// <param name="need">What it takes.</param>
public sealed class RealWebmail(string kind, Need need) : IAsyncLifetime
{
    // An address that stands nowhere else, so that finding it in a response proves a leak.
    internal const string FrontEndAddress = "127.77.0.10";
    internal const string FrontEndName = "owa-fe.internal.test";

    private static readonly JsonSerializerOptions LogFormat = new(JsonSerializerDefaults.Web);
    private readonly IReadOnlyDictionary<string, int> _ports = new[]
    {
        "FRONT_END_PORT", "IMAPS_PORT", "SUBMISSION_PORT", "SMTP_PORT", "SOGO_PORT", "DATABASE_PORT", "CACHE_PORT",
    }.ToDictionary(name => name, _ => FreePort.Next());

    private RealNetwork? _running;

    /// <summary>A user with a mailbox.</summary>
    internal static MailUser Alice { get; } = new("alice", "alice-secret", "alice@example.test");

    /// <summary>Another user with a mailbox.</summary>
    internal static MailUser Bob { get; } = new("bob", "bob-secret", "bob@example.test");

    /// <summary>Port of the front end on <see cref="FrontEndAddress"/>.</summary>
    internal int FrontEndPort => _ports["FRONT_END_PORT"];

    /// <summary>PEM file of the CA that issued the front end's certificate.</summary>
    internal string InnerAuthority => Network.Authority;

    /// <summary>What must never be seen outside: names, addresses and ports of the inner network.</summary>
    internal IReadOnlyList<string> InnerSecrets =>
    [
        "internal.test", FrontEndAddress, .. _ports.Values.Select(port => $":{port}"), Network.Directory,
    ];

    /// <inheritdoc/>
    public Task InitializeAsync() => Needs.Missing(need) is null ? Network.UpAsync() : Task.CompletedTask;

    /// <summary>Keeps the servers' logs as artefacts and clears the rest away.</summary>
    public async Task DisposeAsync() => await Network.DisposeAsync();

    /// <summary>The requests that the front end has answered so far, oldest first.</summary>
    internal IReadOnlyList<FrontEndRequest> RequestsSeen() =>
        [.. File.ReadLines(Path.Combine(Network.Directory, "logs", "front-end.json")).Select(line => JsonSerializer.Deserialize<FrontEndRequest>(line, LogFormat)!)];

    /// <summary>Opens a mailbox by IMAP, past Roundcube.</summary>
    internal Task<ImapMailbox> OpenMailboxAsync(MailUser user) => ImapMailbox.OpenAsync(_ports["IMAPS_PORT"], InnerAuthority, user);

    private RealNetwork Network => _running ??= new RealNetwork(kind, ["mail", kind], new Dictionary<string, string>(
        _ports.Select(port => KeyValuePair.Create(port.Key, $"{port.Value}")).Append(KeyValuePair.Create("FRONT_END_ADDRESS", FrontEndAddress))));
}
