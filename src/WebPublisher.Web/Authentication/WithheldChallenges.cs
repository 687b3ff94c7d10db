using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Authentication;

/// <summary>Tells the operator why nobody can log on: a front end that asks for it by schemes of which the rule passes none.</summary>
internal static class WithheldChallenges
{
    /// <summary>Notes a 401 that was left without any of its challenges.</summary>
    public static void Note(ResponseHead head, IHeaderDictionary answer, PublishingRecord record)
    {
        if (head.Status != StatusCodes.Status401Unauthorized || answer.WWWAuthenticate.Count > 0)
        {
            return;
        }

        var offered = AuthenticationSchemes.None;
        foreach (var (name, value) in head.Fields)
        {
            if (name.Equals(HeaderNames.WWWAuthenticate, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var challenge in new ChallengeList(value))
                {
                    offered |= SchemeName.Of(challenge);
                }
            }
        }

        // A failed logon by a form may be a 401 that offers nothing.
        if (offered != AuthenticationSchemes.None)
        {
            record.AnswerNote = $"left without a challenge: the front end offers {Words(offered)}, which does not pass here (authentication.pass)";
        }
    }

    private static string Words(AuthenticationSchemes schemes) => string.Join(
        ", ",
        Enum.GetValues<AuthenticationSchemes>().Where(scheme => int.PopCount((int)scheme) == 1 && schemes.HasFlag(scheme)).Select(static scheme => scheme.ToString().ToLowerInvariant()));
}
