namespace WebPublisher.Web.Denials;

/// <summary>What whoever reads a denial can do about it.</summary>
internal static class DenialAdvice
{
    private const string TellSomebody = "If this should work, tell your administrator the reference number below.";

    /// <summary>One or two sentences.</summary>
    public static string For(DenialReason reason) => reason switch
    {
        DenialReason.SecureChannelRequired => "Write https:// instead of http:// at the beginning of the address and try again.",
        DenialReason.StrongerEncryptionRequired => "Your browser and this site agreed on an encryption that is not strong enough for this page. Use a current browser.",
        DenialReason.NotPublished or DenialReason.DeniedByRule or DenialReason.ForeignUrl => $"Check the address. {TellSomebody}",
        DenialReason.RateLimited => $"Wait a little and try again. {TellSomebody}",
        DenialReason.LogonLocked => "Wait a while before you try again. If you need help, tell your administrator the reference number below.",
        DenialReason.BodyTooLarge => $"Send less at once, for example smaller attachments. {TellSomebody}",
        DenialReason.BodyTooSlow => $"Try again over a better connection. {TellSomebody}",
        DenialReason.FrontEndUnreachable or DenialReason.FrontEndUnavailable or DenialReason.FrontEndTimeout or DenialReason.FrontEndCertificateRefused or DenialReason.FrontEndInvalidResponse or DenialReason.BoundConnectionLost =>
            "Try again in a few minutes. If it does not get better, tell your administrator the reference number below.",
        _ => TellSomebody,
    };
}
