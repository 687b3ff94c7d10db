namespace WebPublisher.State.Addresses;

/// <summary>The lists of addresses. The numbers stand in the file.</summary>
public enum AddressListKind
{
    /// <summary>Clients that no anti-spam agent judges. Who is on both lists is allowed.</summary>
    Allow = 0,

    /// <summary>Clients whose mail is refused.</summary>
    Block = 1,
}
