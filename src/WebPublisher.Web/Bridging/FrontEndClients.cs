using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// Hands YARP the client of each cluster, so that its health probes travel over the same verified channel as live traffic. All clients are made before YARP hears
/// of a new policy, because YARP takes over cluster by cluster and an error among them would leave half of each policy in force.
/// </summary>
internal sealed class FrontEndClients(TimeProvider time, ILogger<FrontEndClients> logger) : IForwarderHttpClientFactory, IDisposable
{
    private ImmutableDictionary<string, FrontEndClient> _byFingerprint = ImmutableDictionary.Create<string, FrontEndClient>(StringComparer.Ordinal);

    /// <summary>Makes the clients that are missing; those in force stay as they are.</summary>
    public void Add(IEnumerable<FrontEndChannel> channels)
    {
        foreach (var channel in channels)
        {
            ImmutableInterlocked.GetOrAdd(ref _byFingerprint, channel.Fingerprint, static (_, made) => new FrontEndClient(made.channel, made.time, made.logger), (channel, time, logger));
        }
    }

    /// <summary>The client of a channel that was added.</summary>
    public FrontEndClient Of(FrontEndChannel channel) => _byFingerprint[channel.Fingerprint];

    /// <summary>Retires the clients of all other channels. Requests under way on them finish.</summary>
    public void KeepOnly(IEnumerable<FrontEndChannel> channels)
    {
        var kept = channels.Select(static channel => channel.Fingerprint).ToHashSet(StringComparer.Ordinal);
        foreach (var (fingerprint, client) in _byFingerprint)
        {
            if (!kept.Contains(fingerprint))
            {
                ImmutableInterlocked.TryRemove(ref _byFingerprint, fingerprint, out _);
                client.Retire();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => KeepOnly([]);

    /// <inheritdoc/>
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => _byFingerprint[context.NewMetadata![ClusterTranslation.ChannelMetadata]].Probes;
}
