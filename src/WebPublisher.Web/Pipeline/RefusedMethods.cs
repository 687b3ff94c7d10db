using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Pipeline;

/// <summary>Methods that are refused whatever the policy says, used by admission and by <c>explain</c> and <c>test</c>.</summary>
public static class RefusedMethods
{
    /// <summary>
    /// CONNECT, because this is no forward proxy; TRACE, TRACK and DEBUG, because they hand out what only the two ends should see.
    /// </summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? Refuse(string method)
    {
        if (HttpMethods.IsConnect(method))
        {
            return new Denial(DenialReason.ConnectRefused);
        }

        return HttpMethods.IsTrace(method) || method.Equals("TRACK", StringComparison.OrdinalIgnoreCase) || method.Equals("DEBUG", StringComparison.OrdinalIgnoreCase)
            ? new Denial(DenialReason.MethodRefused, method)
            : null;
    }
}
