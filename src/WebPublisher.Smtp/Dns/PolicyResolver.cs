using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Smtp.Dns;

/// <summary>
/// Looks names up as the policy in force says. When that changes, look-ups that begin from then on go the new way, also those of sessions that are under way; those that have
/// begun end the old way, and with the last of them its resolver and what it remembers are gone.
/// </summary>
public sealed class PolicyResolver : IDnsLookup, IDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger<DnsResolver> _logger;
    private readonly string _systemServers;
    private readonly Lock _gate = new();
    private Tenure _current;

    /// <summary>Begins with what <paramref name="policy"/> says.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of servers and names that fail.</param>
    /// <param name="systemServers">The file that names the system's servers.</param>
    public PolicyResolver(DnsPolicy policy, TimeProvider time, ILogger<DnsResolver> logger, string systemServers = ResolvConf.Path)
    {
        (_time, _logger, _systemServers) = (time, logger, systemServers);
        _current = Begin(OptionsOf(policy));
    }

    /// <summary>The servers asked now, the first first.</summary>
    public ImmutableArray<IPEndPoint> Servers => _current.Options.Servers;

    /// <summary>Puts another policy in force. Nothing changes when it says the same, and the system's servers are the same.</summary>
    public void Follow(DnsPolicy policy)
    {
        var options = OptionsOf(policy);
        var before = _current;
        if (before.Options.Timeout == options.Timeout && before.Options.Servers.SequenceEqual(options.Servers))
        {
            return;
        }

        var next = Begin(options);
        lock (_gate)
        {
            _current = next;
        }

        Leave(before);
    }

    /// <inheritdoc/>
    public async ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
    {
        Tenure tenure;
        lock (_gate)
        {
            tenure = _current;
            tenure.Users++;
        }

        try
        {
            return await tenure.Resolver.LookUpAsync(name, type, cancellationToken);
        }
        finally
        {
            Leave(tenure);
        }
    }

    /// <summary>Gives up what is under way.</summary>
    public void Dispose() => _current.Resolver.Dispose();

    private DnsResolverOptions OptionsOf(DnsPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return DnsResolverOptions.From(policy, policy.Servers.IsEmpty ? ResolvConf.Read(SystemText()) : []);
    }

    /// <summary>A machine without the file has its server on itself, as one with an empty file has.</summary>
    private string SystemText()
    {
        try
        {
            return File.ReadAllText(_systemServers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DnsLog.NoSystemServers(_logger, _systemServers, e.Message);
            return "";
        }
    }

    private Tenure Begin(DnsResolverOptions options)
    {
        DnsLog.ServersAre(_logger, options.Servers);
        return new Tenure(options, new DnsResolver(options, _time, _logger));
    }

    private void Leave(Tenure tenure)
    {
        lock (_gate)
        {
            if (--tenure.Users > 0)
            {
                return;
            }
        }

        tenure.Resolver.Dispose();
    }

    /// <summary>A resolver and how many need it: its look-ups, and the policy as long as it is in force.</summary>
    private sealed class Tenure(DnsResolverOptions options, DnsResolver resolver)
    {
        public DnsResolverOptions Options => options;

        public DnsResolver Resolver => resolver;

        public int Users { get; set; } = 1;
    }
}
