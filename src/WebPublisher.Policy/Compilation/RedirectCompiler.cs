using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>redirect</c> of a rule.</summary>
internal static class RedirectCompiler
{
    /// <summary>302 (Found): a permanent redirect stays in browsers after the policy has changed, so it has to be asked for.</summary>
    private const int UsualStatus = 302;

    /// <summary>Compiles the action, or returns null after an error.</summary>
    public static RedirectAction? Compile(RedirectDocument document, CompilationContext context)
    {
        if (document.To is not { } target)
        {
            return null;
        }

        var keepPath = document.KeepPath?.Value ?? false;
        if (keepPath && (target.Value.Query.Length > 0 || target.Value.Fragment.Length > 0))
        {
            context.Diagnostics.Error(target.Location, "the request's path is appended here (keepPath), so the URL can have no query and no fragment");
            return null;
        }

        return new RedirectAction(target.Value, document.Status?.Value ?? UsualStatus, keepPath);
    }
}
