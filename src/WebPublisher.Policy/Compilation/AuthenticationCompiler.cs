using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles what passes of HTTP authentication.</summary>
internal static class AuthenticationCompiler
{
    /// <summary>Compiles the settings; without any, what a rule has to ask for does not pass.</summary>
    public static AuthenticationPolicy Compile(AuthenticationDocument? document) => document is null || !document.Has(nameof(document.Pass))
        ? AuthenticationPolicy.Default
        : new AuthenticationPolicy(document.Pass.Aggregate(AuthenticationSchemes.None, static (all, word) => all | Scheme(word.Value)));

    private static AuthenticationSchemes Scheme(AuthenticationSchemeWord word) => word switch
    {
        AuthenticationSchemeWord.Basic => AuthenticationSchemes.Basic,
        AuthenticationSchemeWord.Bearer => AuthenticationSchemes.Bearer,
        AuthenticationSchemeWord.Digest => AuthenticationSchemes.Digest,
        AuthenticationSchemeWord.Negotiate => AuthenticationSchemes.Negotiate,
        AuthenticationSchemeWord.Ntlm => AuthenticationSchemes.Ntlm,
        _ => AuthenticationSchemes.Other,
    };
}
