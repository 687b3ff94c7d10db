using System.Buffers;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>Recognises an attack by one parameter, in the query or in the field of a form.</summary>
/// <param name="names">Texts of which one is in the name of every parameter that it is about, however the name is spelt without encoding it: <c>from</c> for <c>_from</c>.</param>
/// <param name="forms">Whether forms carry it as well: their fields are looked at as far as <see cref="PatchedBody.Longest"/>.</param>
internal abstract class ParameterPatch(string[] names, bool forms) : RequestPatch
{
    private readonly SearchValues<string> _names = SearchValues.Create(names, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public sealed override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (!request.QueryMayName(_names) || !Concerns(request))
        {
            return null;
        }

        foreach (var parameter in request.Parameters)
        {
            if (Blocks(request, parameter))
            {
                return PatchFinding.Query(parameter.Name);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public sealed override int BodyWanted(PatchedRequest request) => forms && request.HasForm && Concerns(request) ? PatchedBody.Longest : 0;

    /// <inheritdoc/>
    public sealed override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body)
    {
        if (!forms || !request.HasForm || !Concerns(request))
        {
            return null;
        }

        foreach (var field in body.Fields)
        {
            if (Blocks(request, field))
            {
                return PatchFinding.Form(field.Name);
            }
        }

        return null;
    }

    /// <summary>Whether the request is one that the attack could be in, by what costs little to know.</summary>
    protected virtual bool Concerns(PatchedRequest request) => true;

    /// <summary>Whether the parameter is the attack.</summary>
    protected abstract bool Blocks(PatchedRequest request, in RequestParameter parameter);
}
