using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

/// <summary>A resolver on a clock that stands still, so that no server is ever too slow by chance.</summary>
internal sealed class ResolverRig : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public ResolverRig(params FakeDnsServer[] servers)
        : this(options => options, servers)
    {
    }

    public ResolverRig(Func<DnsResolverOptions, DnsResolverOptions> change, params FakeDnsServer[] servers)
        => Resolver = new DnsResolver(change(new DnsResolverOptions { Servers = [.. servers.Select(s => s.EndPoint)] }), Clock, NullLogger<DnsResolver>.Instance);

    public ManualTimeProvider Clock { get; } = new();

    public DnsResolver Resolver { get; }

    public Task<DnsAnswer> AskAsync(string name, DnsType type = DnsType.A, CancellationToken cancellationToken = default)
        => Resolver.LookUpAsync(WireResponse.NameOf(name), type, cancellationToken).AsTask().WaitAsync(s_patience, CancellationToken.None);

    public async Task<IPAddress> AddressAsync(string name)
    {
        var answer = await AskAsync(name);
        Assert.Equal(DnsFailure.None, answer.Failure);
        return ((AddressRecord)Assert.Single(answer.Records)).Address;
    }

    public void Dispose() => Resolver.Dispose();
}
