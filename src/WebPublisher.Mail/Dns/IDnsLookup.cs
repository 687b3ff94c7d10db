namespace WebPublisher.Mail.Dns;

/// <summary>Where names are looked up: the network, or zones that somebody wrote down.</summary>
public interface IDnsLookup
{
    /// <summary>Looks up the records of <paramref name="type"/> of <paramref name="name"/>, aliases followed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">A type other than <see cref="DnsType.Opt"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; the only way to end in an exception.</param>
    ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken);
}
