using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>Compiles the section <c>ipsec</c> to the files of one machine.</summary>
internal static class IpsecRendering
{
    /// <summary>The folders that files go to, relative to <c>/etc</c>.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        ["swanctl/conf.d", SwanctlCredentials.CertificateFolder, SwanctlCredentials.AuthorityFolder, SwanctlCredentials.KeyFolder, "strongswan.d", "nftables.d"];

    /// <summary>Renders every file.</summary>
    /// <param name="processing">Who encrypts.</param>
    /// <param name="roles">What the machine takes part in, at least one.</param>
    /// <param name="diagnostics">Receives an error for each preshared key that cannot be read now.</param>
    public static IReadOnlyList<RenderedFile> Render(IpsecProcessing processing, IReadOnlyList<IpsecRole> roles, DiagnosticList diagnostics) =>
    [
        new("swanctl/conf.d/webpublisher.conf", SwanctlText.Of(processing, roles)),
        .. SwanctlCredentials.Of(roles, diagnostics),
        new("strongswan.d/webpublisher.conf", StrongSwanText.Of(processing)),
        new(NftablesText.Path, NftablesText.Of(processing, roles)),
    ];
}
