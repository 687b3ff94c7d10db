namespace WebPublisher.Waf.Detectors;

/// <summary>
/// The grammar of injections: sequences of kinds of tokens that a value is an injection by. One letter for each token, as in <see cref="SqlFingerprint"/>; brackets hold
/// alternatives; <c>V</c> is a number, name, string or variable. The kinds are the whole value where there are fewer than five, its beginning otherwise.
/// </summary>
internal static class SqlInjectionPatterns
{
    /// <summary>A comparison or calculation behind the value that the statement expects, and what goes on behind it: <c>1' = 1 -- </c>.</summary>
    public const string Comparisons = """
        VoV&[VfkEU(]  VoVk[VfUB)]  VoVE[VofkU(]  VoVU[1svofkETt(;]  VoVT[VfET(]  VoVt[fE]  VoVA[fT]  VoV([EU]  VoV)[o&fkEUBc,;]  VoV;[ETc]  Vo[Vk(]f(  Vok[1sv][oc]
        Vok&[Vf(]  Vok([Vf]  V[o&]VB[VfE(]  V[o&](V[o&),]  V[o&](E[VofkE(]  V[o&kU]f([VfE)]  V[oB]V,[f(]  V[o(]U([VfE]
        """;

    /// <summary>AND, OR and what they join: <c>' or 1=1</c>, <c>1 and sleep(5)</c>.</summary>
    public const string Logic = """
        V&V&f  V&Vk[VfU()]  V&VU[Ec(;]  V&V)[o&Uc]  V&V;[ETt]  V&[VE(]f(  V&kVo  V&ko[Vfk(]  V&[kE]([VfE]  V&EV[okc;]  V[&T]Vo[Vf(]  V[&T)]Ek[Vf(]
        """;

    /// <summary>Calls and lists behind a value: <c>1, sleep(5)</c>.</summary>
    public const string Calls = """
        Vf(V[o),]  Vf()[VofkU]  V[fUB,](f(  V[f,](E[Vfk(]
        """;

    /// <summary>Clauses: <c>1 where 1=1</c>, <c>x' into outfile 'y</c>.</summary>
    public const string Clauses = """
        VkV[o&B][Vf(]  VkV;[ETtc]  Vk[VU]E[Vfk(]  Vk[()]f(  Vk)o[f(]  Vk)&[Vf]  Vk)E[Vk]  Vk)[U;]E  Vk)B[V(]  V[kB]VU[E(]  V[kT](V[oc)]
        """;

    /// <summary>A query in the place of an operator: <c>1 select 2</c>, <c>1 case when</c>.</summary>
    public const string Queries = """
        VEV[oT][Vf(]  VEVUE  VEV;[Tt]  VEokn  VEkV[oEUTc;]  VE[kU]([Vf]  VE[kU(]f(  VEUEk  VE[U(]V[oc)]  V[EBT,]f([Vf)]
        """;

    /// <summary>A second query that is joined: <c>1 union select password from users</c>.</summary>
    public const string Unions = """
        VU[1sv]o[Vf(]  VU[1sv],[f(]  VUon[1sf]  VUo(E  VUEV[Vo&fkUBc(),;]  VUEo[nk]  VUEf[c(,]  VUEk[Vf]  VUE;c  VUTnV  VU(E[Vofk(]  V[U,](V[o)]  V[U;]E([VfE]
        """;

    /// <summary>What sorts, groups and cuts: <c>1 order by 5 -- </c>.</summary>
    public const string Groupings = """
        VBV[o&][Vf(]  VBVk[V(]  VBVB[Vf]  VBV;c  VBEk(  VBE(V  VB(V[&)]
        """;

    /// <summary>Statements and types without a semicolon before them, as SQL Server takes them: <c>1 drop table t</c>.</summary>
    public const string Blocks = """
        VTVT[f(]  VTV(f  VTV;n  VTEVo  VT[E(]f(  VTTn[nkET]  V[Tt]E([Vf]  Vtf(V  VtEV[Vo]  VtEkV  V[t;]Ef(
        """;

    /// <summary>The value closes a parenthesis of the statement: <c>1) or (1=1</c>.</summary>
    public const string Closed = """
        V)oV[&kUBc);]  V)[o&kEB]f(  V)[o&,]([VfE]  V)&V[o&fkUBc);]  V)&k[Voc(]  V)[&U]E[Vfk(]  V)f(f  V)kV[&kEUBc;]  V)kUE  V)kB[Vf(]  V)[kEB]([Vf]  V)EV[okUTc;]  V)EU[VfE(]
        V)U(E  V)BV[o&kUBc,;]  V)BE[k(]  V);E[Vofk(]  V);T[VofkET(;]  V);t[okT;]  V[);]Eok
        """;

    /// <summary>Another statement: <c>1; drop table t</c>.</summary>
    public const string Stacked = """
        V;EV[okETc,;]  V;Ek[Vof(]  V;TV[VokETtc(;]  V;T[of](  V;Tk[Vok]  V;T([VfEc]  V;T;c  V;[Tt]Tn  V;to(  V;tkf
        """;

    /// <summary>What begins without a value: the rest of a statement of which the value is part.</summary>
    public const string Fragments = """
        &VoV[fU(]  &Vof(  &Vo(V  &VUE[Vf]  &f(V)  &f()[oU]  &(V)[oU]  [&k](f([Vf)]  [&kE]f(f(  [&E](Vo[V(]  f(V[o&][Vf(]  f(V)[Vo&fkEUBc,]  f([Vt],[f(]  f(EV[o&k)]  f(Eok
        f(EkV  f(E([VE]  f([E)]f(  f()[1nv][fU()]  f()o[Vfk(]  f()&[fE]  f()k[V()]  f()EV  f()U[Ec(;]  f()T[f(]  f(),[Vf]  [fE](f([VfE)]  kV[ok,]f(  kV[ok,](V  kf(V[o)]
        k(V)[ok]  [kT](Vo[Vf(]  EVoV[&fkB),;]  EVo([VE]  EV[o&k,]f(  EV[&k,]([VfE]  EV[&B]V[o)]  EVf([V)]  EVkV[kUBc)]  EVUEV  EV[U;](E  EVB(V  EV)o[V(]  EV)&[Vf(]
        EV)U[Ec(;]  EV);[E(]  Eoknk  Eok(E  Ef(V[o&),]  Ef(o)  Ef(E[Vf(]  Ef()[1nvok,]  EkVf(  EkV[kB]V  EkV)[oU]  Ek[of](V  Ek(V[o)]  Ek(E(  E[k(]V,f  E(V1)  E(V&[Vf(]
        E(V)[V&fkc,]  E([VE]f(  E(EV[o&)]  E(E([VfE]  UEV[ok][Vf]  UEV,[f(]  UEk(V  UE(V)  U(EV[ok)]  U(Ef(  U(Ek[Vo(]  U(E([Vfk]  [U;]Ef([Vf)]  TVVos  TVo1f  TV[of](V
        TV([sv])  T(VV)  T(V)o  )UEVo  )UE(V
        """;

    /// <summary>Values of fewer tokens than a fingerprint holds: they are whole, often with a comment or semicolon at the end.</summary>
    public const string Short = """
        X  Vc  [1v]U  [1sv]&[1sv]  n&[1v]  [svs]&n  V&EV  V&V[;Uc]  V&kc  V)&V  V)BV  [1sv])c  V)oV  V;[tT];  VBV  VBV[;c]  VEVc  VU[;c]  VU;c  VUE  VUE[V;cfk]  VUVc  VkV
        VkV[;c]  [1sv]ov  [sv]os  VoV[;Uc]  1nUE  VsUE  s[1v]UE  f()c  f(V)  EV)  EV)[;c]  E1v  Es[1v]  Ev[ns]  E[1v]n[;c]  E1v[;c]  Evsc  E1sc  E[sv]kn  E1kn  EkV)  Ek1[sv]
        Ek[sv][sv]  Tn[1sv];  UE[1sv]  UEVc  UEkV  V&s1  [1sv]&sv  [1nsv]&vs  1sv  1vs  s1v  s1[nsv]c  [1n][1s][sv]c  svsc  1sv[;c]  s1[sv];  svs;
        """;

    /// <summary>What comes up rarely: values side by side (strings that the database joins, aliases, names of columns), statements that are broken off.</summary>
    public const string Rare = """
        VoV[1vs]U  so[1n][n1s]U  no[sv][so]o  [ns]os1[snv]  sosv[f(sv]  [ns]ovs[1(fv]  [1s]ovs[1(o]  so1v[sof]  so1n[(,&UE]  so1sv  son1[vo(]  no[1s]vo  son([1sfv]  soV;n
        Vf(1n  1nUE[1nf]  1nU(E  1n,f(  1nE[1nv][co]  1nE[(f][nf(]  1n(f(  1n(s)  1n(1o  1n&f(  1n)UE  1[sn]UE[;ck]  [1s]sUEk  s[1v]UE[;ck]  [1s](Ef(  [1sv](Enk  s(Ek[nf]
        Ek1n[kc]  Ek1v[fk]  Ekn1;  Ekn(1  En(f(  En(s)  E[1v]nkn  E(n([1sf]  E1n)U  EnknB  s&knk  s;n:T  VAtUE  VAtov  s[1v]f([)Vf]  1sf([1f]  svso[V(f]  s1vo[(fs]  1svo[(f]
        n1vo[fs]  svo([Vf]  [n1s][1v]of(  [1ns]oUEn  )&(En  ;T(Ef  [s1]&[s1n]Tn  [1s]EnEn  [1s])B1n  k1,f(  UEn()  sovo(  E(V)[oU]  E([1s]s)  Ek1n  Ekn[1v]k  Ekn)k  E[1v])of
        1n([sv])  &(Vof  Ef()[&s]  f(V);  UE(V,  f()&n  1nUE[sv]  1nE([1n]  1Uon(  s&[1nsv]En  s&1Ek  EVn)U  E1of(  nov;n  sosv[sv]  V)k[1v]o  En(so  1oknc  )UEnk  sos1[(f]
        so1v(  E[ko](f  VUEf;  svos[V(f]  sTn([1s]  sTv(1  n1os[1(]  n1o([1nsf]  T(n)f  Tf(n)  f(n)[Tt]  [ns]tTn[nk]  Tn[1n]of  En1of  Ek1of  Tnson  1vf(n  noknc  k(n),
        n;Tnf  knk1o  Tnnov  Enkn;  Enk1o  VTn[1ns][co]  VTnn:  VTnTV  VTnE[V(f]  VTnf(  VTnkn  VTEVn  ntTnT  1tTn[nk]  Tnof(  Tnso1  Ekn1o  Ekn&[1n]  Eknkf  sTnvo  1nEso
        [n1];Tnf  1os1[n(]  [n1]&knk  Tnno(  n;n:T  VA[ts]o[1sv]  VATUE  V&[1v]En  s&VEn  V&[1s]Tn  1TTnt  En1;  En1os  T1of(  Tf(1o  Tnn;
        """;

    /// <summary>What the patterns above accept and people write: names, and no more than one sign of SQL.</summary>
    public const string Prose = """
        n&n  n&n[;c]  nBn  n)c  n)o[n1]  [1s])on  n&nBn  nknc  nEnc  n&En  nkn&n  nknEn  nok&n  sonc  sonkn  VUnc  nUVc  nf(n)  VUE11  VUEnv  VUEv[1v]  VUEsn  sUEnn  Vkno
        Vkno[n1svo&fkEUBTtAcX(){},;.:\?]  E[1v]knB  Vf([1sv],  V)k[1sv][ck]  V;T[1sv][1nsEv]  VEok[1sv]  knof(  nf(1n  1k(1)  nk(n)  Vk([1n]c  [1s]B(n)  [sv]B(V&  1;TnE
        n;Tkn  VoU(V  V&kno  V)&EV  V)&k[Vc(]  sB(n&  s)E1[U;Tk]  V)EUV  V)Es[Uk]  VT[1v]n(  VT1[1ns](  VT1kn  VT[1v]EV  V&VBE  V&Vk[U)]  V&E(E  V(U(V  VU(Eo  nUEnn  vUEnn
        kno(V  n,(n)  nok&s  sovvU  so11U  sonnU  [1s]1of(  1Uf(E  V)B1,  VTs(V  EsknB  V)&Ek  nB(n)  n&nkn  nknEk  nEk(n  nEkn[Tco]  nEk1o  1onkn  1nEfn  nok&f  nEkn;
        1nEff  Eknvk  nE1on  nk1on  nEknE  non[kTEB]n  n)Enk  nTnon  VEkno  VknEk  nonEn  E(11)  T1(s)  1ov1U
        """;
}
