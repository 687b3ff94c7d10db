using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>A Range that overflows the arithmetic of HTTP.sys (CVE-2015-1635): numbers of 19 digits and more, which reach 2^63.</summary>
internal sealed class RangeOverflow : RequestPatch
{
    private const int DigitsTooMany = 19;

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        foreach (var value in request.Fields.Range)
        {
            var digits = 0;
            foreach (var character in value ?? "")
            {
                digits = char.IsAsciiDigit(character) ? digits + 1 : 0;
                if (digits >= DigitsTooMany)
                {
                    return PatchFinding.Field(HeaderNames.Range);
                }
            }
        }

        return null;
    }
}
