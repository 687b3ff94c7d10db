namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>The sender of a message is handed to sendmail as an argument; behind a space it brings options of its own (CVE-2016-9920).</summary>
internal sealed class RoundcubeSendmail() : ParameterPatch(["from"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        if (!parameter.Is("_from") && !parameter.Is("_from_"))
        {
            return false;
        }

        // " -X/var/www/x.php": an option has no space between its dash and its letter, a name such as "Alice - Sales" has.
        var from = parameter.Value.Span;
        for (var i = 1; i + 1 < from.Length; i++)
        {
            if (from[i] == '-' && from[i - 1] is <= ' ' or '"' or '\'' && char.IsAsciiLetter(from[i + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
