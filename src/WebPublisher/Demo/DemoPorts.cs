namespace WebPublisher.Demo;

/// <summary>The ports of a running demo, all on 127.0.0.1.</summary>
/// <param name="Https">Where the webmail is published.</param>
/// <param name="Http">Where plain HTTP is refused.</param>
/// <param name="Operations">Metrics and health.</param>
/// <param name="FrontEnd">Where the webmail server itself listens, behind the publisher.</param>
/// <param name="Smtp">Where mail is received.</param>
/// <param name="MailServer">Where the mail server itself listens, behind the publisher.</param>
public sealed record DemoPorts(int Https, int Http, int Operations, int FrontEnd, int Smtp, int MailServer)
{
    /// <summary>The ports as they stand in the shipped policy.</summary>
    public static DemoPorts Shipped { get; } = new(8443, 8080, 9464, 9443, 2525, 2526);
}
