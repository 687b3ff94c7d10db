using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Commands.Doctor;

/// <summary>
/// Judges Extended Protection for Authentication: the client signs which certificate it saw, and the front end compares that with its own. A publisher that decrypts
/// presents another one, unless both were given the same.
/// </summary>
internal static class ExtendedProtection
{
    /// <summary>Whether logons of a rule can have a channel binding: those by negotiate and ntlm.</summary>
    public static bool Concerns(PublishAction action) =>
        action.Bridging == BridgingMode.Tunnel || action.Sections.Any(static section => section.IsPublished && section.Authentication.PassesConnectionBound);

    /// <summary>Judges what one client sees against what one front end has.</summary>
    /// <param name="action">How the two are joined.</param>
    /// <param name="presented">What the client is presented, or null in clear.</param>
    /// <param name="frontEnd">What the front end presented, or null when that is not known.</param>
    public static BindingVerdict Judge(PublishAction action, X509Certificate2? presented, X509Certificate2? frontEnd) => action.Bridging switch
    {
        BridgingMode.Tunnel => BindingVerdict.Tunnelled,
        _ when !Concerns(action) => BindingVerdict.NotConcerned,
        BridgingMode.Http => BindingVerdict.WithoutTls,
        _ when presented is null => BindingVerdict.WithoutTls,
        _ when frontEnd is null => BindingVerdict.Unknown,

        // The hash is one of the whole certificate: equal certificates are equal bindings, and no others are.
        _ => presented.RawData.AsSpan().SequenceEqual(frontEnd.RawData) ? BindingVerdict.SameCertificate : BindingVerdict.DifferentCertificates,
    };

    /// <summary>Whether something fails once the front end asks for it.</summary>
    public static bool IsWarning(BindingVerdict verdict) => verdict is BindingVerdict.DifferentCertificates or BindingVerdict.WithoutTls;

    /// <summary>The verdict in words.</summary>
    public static string Explain(BindingVerdict verdict, string listener, string? certificate) => verdict switch
    {
        BindingVerdict.NotConcerned => "not concerned: the rule passes neither negotiate nor ntlm",
        BindingVerdict.Tunnelled => "works, also where the front end requires it: TLS is not opened on the way",
        BindingVerdict.SameCertificate => $"works, also where the front end requires it: listener {listener} presents the same certificate ({certificate})",
        BindingVerdict.DifferentCertificates =>
            $"listener {listener} presents another certificate ({certificate}). Where the front end requires Extended Protection, every logon by negotiate or ntlm fails; where it allows "
            + "it, those of clients that send a channel binding fail (current Windows). Switch it off at the front end, give both sides the same certificate, or use bridging: tunnel",
        BindingVerdict.WithoutTls when certificate is null =>
            $"clients of listener {listener} come in clear and send no channel binding: where the front end requires Extended Protection, every logon by negotiate or ntlm fails",
        BindingVerdict.WithoutTls =>
            "the front end is reached in clear and has no TLS to compare. Where it requires Extended Protection, every logon by negotiate or ntlm fails; where it allows it, those of "
            + "clients that send a channel binding fail (current Windows). Use bridging: https with the same certificate on both sides, or switch it off at the front end",
        _ => "not known: the front end's certificate was not seen",
    };
}
