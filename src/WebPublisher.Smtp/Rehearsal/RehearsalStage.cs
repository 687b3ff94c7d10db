using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Content;
using WebPublisher.Smtp.Antivirus;
using WebPublisher.Smtp.Dns;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Learning;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Spool;
using WebPublisher.State;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>
/// Where sessions are rehearsed: the code of real ones, over memory, with inner servers that accept everything, TLS that always comes about and passwords that are always
/// right. Nothing is bound, connected to or logged. Refusals are not held back, and each session begins as the first of its source.
/// </summary>
/// <param name="policy">The policy that decides.</param>
/// <param name="state">What agents know from before; a copy, for they may change it. Belongs to the caller.</param>
/// <param name="time">The clock.</param>
public sealed class RehearsalStage(MailPolicy policy, StateStore state, TimeProvider time) : IDisposable
{
    private readonly SmtpMetrics _metrics = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-rehearsal-");

    /// <summary>Where agents look names up; null for nowhere: every look-up fails.</summary>
    public IDnsLookup? Dns { get; init; }

    /// <summary>Whether the virus scanner and the scorers of the policy are really asked; else a scanner is imagined that finds nothing, and no scorer is asked.</summary>
    public bool AsksScanner { get; init; }

    /// <summary>What the content filter was taught; nothing unless somebody says.</summary>
    public LearnedContent Learned { get; init; } = LearnedContent.Untaught;

    /// <summary>Begins a session; it has been greeted, or refused.</summary>
    /// <param name="connector">The receive connector.</param>
    /// <param name="endPoint">One of its end points.</param>
    /// <param name="parties">Who connects.</param>
    public async Task<RehearsedSession> OpenAsync(ReceiveConnector connector, ReceiveEndPoint endPoint, RehearsalParties parties)
    {
        var relay = new ImaginedRelay();
        var trace = new RehearsalTrace();
        var (agents, records) = (new RehearsedAgents(), new RehearsedRecords());
        var services = new ReceiveServices
        {
            Time = time,
            Relay = relay,
            Spool = new SpoolArea(new SpoolOptions { Directory = _directory.FullName }),
            Hold = new HoldStore(_directory.FullName, state.Held, policy.Hold, time, NullLogger.Instance),
            Quota = new ConnectionQuota(time),
            Lockouts = new LogonLockouts(time, NullLogger.Instance),
            Metrics = _metrics,
            Records = [records],
            Trace = (_, _) => trace,
            Watches = [_ => agents],
            Logger = NullLogger.Instance,
            GreetingPause = TimeSpan.Zero,
        };
        var binding = new ReceiveBinding(
            policy,
            connector with { Tarpit = TimeSpan.Zero },
            endPoint,
            connector.Certificates.IsEmpty ? null : ImaginedTls.Upgrader,
            connector.Authentication.IsOffered ? new TrustingVerifier() : null,
            AgentPipeline.Of(policy, new AgentServices
            {
                Time = time,
                Logger = NullLogger.Instance,
                Relay = relay,
                Dns = Dns ?? NoDns.Instance,
                Scanner = AsksScanner ? static (scanner, time) => new ClamdScanner(scanner, time) : static (_, _) => new ImaginedScanner(),
                State = state,
                Learned = Learned,
                Scorer = AsksScanner ? static (scorer, time, logger) => GuardedScorer.Of(scorer, time, logger) : static (_, _, _) => null,
                Directory = static (_, _, _) => new ImaginedDirectory(),
            }));
        var session = new RehearsedSession(relay, trace, agents, records);
        await session.BeginAsync(new SmtpConnectionHandler(services), binding, parties);
        return session;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _directory.Delete(recursive: true);
    }
}
