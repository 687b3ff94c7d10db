namespace WebPublisher.Policy.Ipsec;

/// <summary>Who encrypts and decrypts packets.</summary>
public enum IpsecProcessing
{
    /// <summary>The kernel, in transport mode: ESP between the two addresses themselves (RFC 4303 section 3.1.1).</summary>
    Kernel,

    /// <summary>strongSwan's process, where the kernel has no ESP: tunnel mode, ESP in UDP (RFC 3948), through the device <c>ipsec0</c>.</summary>
    Userspace,
}
