namespace WebPublisher.Policy.VirtualPatches;

/// <summary>What a virtual patch protects.</summary>
public enum PatchedProduct
{
    /// <summary>Whatever a site is made of: shapes that no client of any site sends.</summary>
    AnySite,

    /// <summary>Microsoft Exchange Server.</summary>
    Exchange,

    /// <summary>Internet Information Services and ASP.NET, on which Exchange stands.</summary>
    Iis,

    /// <summary>Roundcube Webmail.</summary>
    Roundcube,

    /// <summary>SOGo.</summary>
    Sogo,

    /// <summary>Zimbra Collaboration.</summary>
    Zimbra,

    /// <summary>grommunio.</summary>
    Grommunio,
}
