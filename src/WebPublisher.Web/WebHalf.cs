using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Reload;
using WebPublisher.State;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Logons;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.RateLimits;
using WebPublisher.Web.Records;

namespace WebPublisher.Web;

/// <summary>Publishes web sites by a policy: listeners in front, the publishing pipeline behind them, front-end farms at the end.</summary>
public sealed class WebHalf : IAsyncDisposable
{
    private readonly ListenerHost _host;
    private readonly FrontEndFarms _farms;
    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    private readonly LogonGuard _logons;
    private readonly FirewallRules _firewall;
    private readonly StateStores _states;
    private readonly bool _ownsStates;
    private readonly WorkUnderWay _underWay;

    private WebHalf(ListenerHost host, Snapshot<PublisherPolicy> policy, WebHalfOptions options)
    {
        _host = host;
        _logons = host.Services.GetRequiredService<LogonGuard>();
        _firewall = host.Services.GetRequiredService<FirewallRules>();
        _underWay = host.Services.GetRequiredService<WorkUnderWay>();
        _states = options.States ?? new StateStores(options.Time, options.Loggers.CreateLogger(StateStore.LogCategory));
        _ownsStates = options.States is null;
        _farms = host.Services.GetRequiredService<FrontEndFarms>();
        _policy = policy;
    }

    /// <summary>Name and true address of each listener; they differ from the declared ones where port 0 was declared.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _host.EndPoints;

    /// <summary>Names of the farms that rules publish to and that have no healthy server now.</summary>
    public ImmutableArray<string> FarmsWithoutHealthyServer => _farms.WithoutHealthyServer;

    /// <summary>What is bound, with the connections that are open.</summary>
    public IReadOnlyList<OpenEndPoint> OpenEndPoints => _host.OpenEndPoints;

    /// <summary>How the servers of the farms are that rules publish to.</summary>
    public ImmutableArray<ServerHealth> ServerHealth => _farms.Health;

    /// <summary>Requests and tunnels under way; an upgraded connection is a request until it ends.</summary>
    public int UnderWay => _underWay.Current;

    /// <summary>Binds the listeners of <paramref name="initial"/> and serves.</summary>
    /// <exception cref="EndPointBindException">A listener could not be bound; nothing is left running.</exception>
    /// <exception cref="StateException">The policy guards logons, and the state they are kept in cannot be opened; nothing is left running.</exception>
    /// <exception cref="PolicyRejectedException">The rules of a firewall have errors; nothing is left running.</exception>
    public static async Task<WebHalf> StartAsync(PublisherPolicy initial, WebHalfOptions options, CancellationToken cancellationToken)
    {
        var policy = new Snapshot<PublisherPolicy>(initial);
        var host = await ListenerHost.StartAsync(
            options,
            services =>
            {
                services.AddSingleton(policy);
                services.AddSingleton<IEnumerable<PublishingRecordSink>>(options.RecordSinks);
                services.AddBridging();
                services.AddSingleton<RequestRates>();
                services.AddSingleton<LogonGuard>();
                services.AddSingleton(options.Firewall ?? new FirewallRules(options.Time));
                services.AddSingleton<SectionTreatment>();
                services.AddSingleton<RefusedRequests>();
                services.AddSingleton<PublishingPipeline>();
            },
            provider => provider.GetRequiredService<PublishingPipeline>().InvokeAsync,
            cancellationToken);
        var half = new WebHalf(host, policy, options);
        try
        {
            await half.ApplyAsync(initial, cancellationToken);
            return half;
        }
        catch
        {
            await half.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Puts a policy in force, whole or not at all: binds what is new, readies its front ends, then swaps the policy, then serves and drains. Requests and connections
    /// of listeners that stay are not disturbed.
    /// </summary>
    /// <exception cref="EndPointBindException">A listener could not be bound; the policy before stays in force.</exception>
    /// <exception cref="FrontEndFarmsException">Its farms could not be put in force; the policy before stays in force.</exception>
    /// <exception cref="StateException">It guards logons, and the state they are kept in cannot be opened; the policy before stays in force.</exception>
    /// <exception cref="PolicyRejectedException">The rules of a firewall have errors; the policy before stays in force.</exception>
    public async Task ApplyAsync(PublisherPolicy next, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var state = LogonGuard.IsNeeded(next.Web) ? _states.Of(next) : null;
            await PrepareRulesAsync(next, cancellationToken);
            var change = await _host.PrepareAsync(next, cancellationToken);
            try
            {
                await _farms.ApplyAsync(next.Web, cancellationToken);
            }
            catch
            {
                await _host.RollBackAsync(change);
                throw;
            }

            if (state is not null)
            {
                _logons.Follow(state);
            }

            _policy.Replace(next);
            _host.Commit(change);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Compiles what rules of firewalls are not compiled yet: where the policy was examined as it was loaded, none.</summary>
    private async Task PrepareRulesAsync(PublisherPolicy next, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticList();
        await Task.Run(() => _firewall.Prepare(next.Web, diagnostics), cancellationToken);
        if (diagnostics.HasErrors)
        {
            throw new PolicyRejectedException(diagnostics);
        }
    }

    /// <summary>Tells clients with each answer from now on whether it is the last of its connection. New connections are taken as before.</summary>
    public void AnnounceEnd(bool announces) => _host.AnnounceEnd(announces);

    /// <summary>Asks every connection to end after what is under way; idle ones end at once, and new ones are taken as before.</summary>
    public void EndConnections() => _host.RequestCloseAll();

    /// <summary>Accepts nothing more, lets requests and tunnels under way finish, and cuts those that have not after <paramref name="patience"/>.</summary>
    public Task CloseAsync(TimeSpan patience) => _host.CloseAsync(patience);

    /// <summary>Accepts nothing more, lets requests under way finish for ten seconds at most unless it is closed, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_ownsStates)
        {
            await _states.DisposeAsync();
        }

        _oneAtATime.Dispose();
    }
}
