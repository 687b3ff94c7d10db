namespace WebPublisher.SideBySide.Load;

/// <summary>Where a load goes and from which cores.</summary>
internal sealed record LoadTarget(int Port, int Seconds, string Cores, string SpareCores)
{
    public const string Host = "mail.example.test";
}
