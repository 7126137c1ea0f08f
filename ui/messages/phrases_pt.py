"""Portuguese for what the lower floors say: findings, unreadable files, errors of requests."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.messages.wording import Count, counts

count = counts("pt")

PHRASES: Mapping[str, str | Count] = MappingProxyType(
    {
        "{what}, {mend}": "{what}; {mend}",
        "{file}: {why}": "{file}: {why}",
        "{first} or {rest}": "{first} ou {rest}",
        "{several} and {last}": "{several} e {last}",
        "line {n}": "linha {n}",
        "every worker that had it died ({n} tries)": (
            "todos os processos que o liam foram interrompidos ({n} tentativas)"
        ),
        "split it, or give workers more memory": "divida-o ou dê mais memória aos processos",
        "not a format that is read": "o formato não é aceito",
        "holds no text": "não contém texto",
        "is an archive without documents": "é um arquivo compactado sem documentos",
        "a manifest in an archive isn't read": (
            "um manifesto dentro de um arquivo compactado não é lido"
        ),
        "name its members in the corpus folder's": (
            "indique os arquivos no manifesto da pasta de documentos"
        ),
        "named in {manifest}, but not in the archive": (
            "citado em {manifest}, mas ausente do arquivo compactado"
        ),
        "mend its name": "corrija o nome",
        "an archive inside an archive": "um arquivo compactado dentro de outro",
        "unpack it": "descompacte-o",
        "check the folder's permissions": "verifique as permissões da pasta",
        "a link that leads outside of the corpus folder": (
            "um link que leva para fora da pasta de documentos"
        ),
        "a link in a circle": "um link que aponta para si mesmo",
        "can't be read ({reason})": "não pode ser lido ({reason})",
        "not a regular file": "não é um arquivo comum",
        "a link to a folder": "um link para uma pasta",
        "put the folder itself there": "coloque a própria pasta no lugar",
        "split it": "divida-o",
        "is empty": "está vazio",
        "larger than {size} MB": "tem mais de {size} MB",
        "its name isn't UTF-8": "o nome não está em UTF-8",
        "rename it": "mude o nome",
        "holds more than {n} files": "contém mais de {n} arquivos",
        "unpack it or split it": "descompacte-o ou divida-o",
        "unpacks to more than {size} MB": "descompactado, passa de {size} MB",
        "split it, or leave it out": "divida-o ou retire-o",
        "named as if it lay outside of the archive": (
            "o nome aponta para fora do arquivo compactado"
        ),
        "a link": "um link",
        "encrypted": "criptografado",
        "save it without a password": "salve-o sem senha",
        "packed in a way that isn't read": "compactado com um método não aceito",
        "use the usual one (deflate)": "use o habitual (deflate)",
        "packed to less than 1/{n} of its size, as in a zip bomb": (
            "compactado a menos de 1/{n} do tamanho, como numa bomba zip"
        ),
        "not a ZIP archive, or a damaged one": "não é um arquivo ZIP, ou está danificado",
        "save or pack it again": "salve-o ou compacte-o de novo",
        "its part {part} is {why}": "a parte {part}: {why}",
        "missing": "ausente",
        "damaged": "danificado",
        "save the document again, or leave it out": "salve o documento de novo ou retire-o",
        "pack it again": "compacte-o de novo",
        "no text in a usual encoding": "não é texto em uma codificação usual",
        "save it as UTF-8, or leave it out": "salve-o em UTF-8 ou retire-o",
        "holds NUL characters, so it is no text file": (
            "contém caracteres NUL; não é um arquivo de texto"
        ),
        "save it as UTF-8 text, or leave it out": "salve-o como texto em UTF-8 ou retire-o",
        "names no book in it": "não indica nenhum livro",
        "make the EPUB again": "gere o EPUB de novo",
        "is locked (DRM)": "está protegido (DRM)",
        "get a copy without the lock": "obtenha uma cópia sem proteção",
        "its HTML is larger than {size} MB": "o HTML tem mais de {size} MB",
        "its HTML is nested thousands of elements deep": (
            "o HTML tem milhares de elementos aninhados"
        ),
        "close its elements": "feche os elementos",
        "its HTML can't be parsed": "o HTML não pode ser interpretado",
        "mend the HTML, or leave it out": "corrija o HTML ou retire o arquivo",
        "not a JSON object": "não é um objeto JSON",
        "not JSON: {reason} (column {column})": "não é JSON: {reason} (coluna {column})",
        "not JSON that can be read: a huge number, or nested too deeply": (
            "JSON ilegível: um número enorme ou níveis demais"
        ),
        "not UTF-8": "não está em UTF-8",
        "no _id": "sem _id",
        "no text": "sem texto",
        "holds half a surrogate pair": "contém metade de um par substituto Unicode",
        "longer than {size} MB": "tem mais de {size} MB",
        "_id {id} was given on {line} already": "o _id {id} já aparece na {line}",
        "is no e-mail (EML)": "não é um e-mail (EML)",
        "save it in a mail program as .eml, or leave it out": (
            "salve-o como .eml em um programa de e-mail ou retire-o"
        ),
        "has too many parts or lines for a mail": "tem partes ou linhas demais para um e-mail",
        "not an e-mail that can be read": "e-mail que não pode ser lido",
        "save it again in a mail program as .eml": (
            "salve-o de novo como .eml em um programa de e-mail"
        ),
        "has more than {n} files on it": "tem mais de {n} anexos",
        "save them into a folder of documents": "salve-os em uma pasta de documentos",
        "lies too deep in other mails": "está dentro de e-mails demais",
        "save it by itself": "salve-o à parte",
        "save its files into a folder of documents": "salve os anexos em uma pasta de documentos",
        "its text would be longer than {n} characters": "o texto passaria de {n} caracteres",
        "has more than {n} parts": "tem mais de {n} partes",
        "leave it out": "retire-o",
        "is encrypted or sealed": "está criptografado ou lacrado",
        "save its text from a mail program, or leave it out": (
            "salve o texto em um programa de e-mail ou retire-o"
        ),
        "an archive in a mail": "um arquivo compactado em um e-mail",
        "save it among the documents": "salve-o entre os documentos",
        "its front matter is longer than {n} characters": (
            "o cabeçalho (front matter) passa de {n} caracteres"
        ),
        "shorten it, or close it with a line ---": "encurte-o ou feche-o com uma linha ---",
        "its front matter is not YAML ({reason})": (
            "o cabeçalho (front matter) não é YAML ({reason})"
        ),
        "mend the lines between the two --- lines; quote values that hold ': '": (
            "corrija as linhas entre os dois ---; ponha entre aspas os valores que contêm ': '"
        ),
        "its lists or quotes are nested too deeply": "as listas ou citações têm níveis demais",
        "flatten them": "reduza os níveis",
        "not a Word document that can be read": "documento do Word que não pode ser lido",
        "open it in a word processor and save it again as DOCX": (
            "abra-o em um editor de texto e salve-o de novo como DOCX"
        ),
        "is locked": "está bloqueado",
        "holds no spreadsheet": "não contém uma folha de cálculo",
        "holds no text document": "não contém um documento de texto",
        "save it as ODT": "salve-o como ODT",
        "not a slide show that can be read": "apresentação que não pode ser lida",
        "open it in a program for slides and save it again as PPTX": (
            "abra-a em um programa de apresentações e salve-a de novo como PPTX"
        ),
        "holds no slides": "não contém slides",
        "save it again as PPTX, or leave it out": "salve-o de novo como PPTX ou retire-o",
        "has more than {n} slides": "tem mais de {n} slides",
        "split it, or use CSV": "divida-o ou use CSV",
        "has more than {n} cells": "tem mais de {n} células",
        "split it, or save it as CSV": "divida-a ou salve-a como CSV",
        "has a table of more than {n} cells": "tem uma tabela com mais de {n} células",
        "not a workbook that can be read": "planilha que não pode ser lida",
        "open it in a spreadsheet program and save it again as XLSX": (
            "abra-a em um programa de planilhas e salve-a de novo como XLSX"
        ),
        "its XML can't be parsed": "o XML não pode ser interpretado",
        "save it again, or leave it out": "salve-o de novo ou retire-o",
        "is no rich text (RTF)": "não é texto formatado (RTF)",
        "save it again as RTF, or leave it out": "salve-o de novo como RTF ou retire-o",
        "save it again in a word processor": "salve-o de novo em um editor de texto",
        "its groups are nested more than {n} deep": "os grupos têm mais de {n} níveis",
        "is no PDF, or a damaged one": "não é um PDF, ou está danificado",
        "save it anew as PDF": "salve-o de novo como PDF",
        "is encrypted and opens only with a password": "está criptografado e só abre com senha",
        "save a copy without a password": "salve uma cópia sem senha",
        "has no pages": "não tem páginas",
        "has {n} pages": count(one="tem {n} página", many="tem {n} páginas"),
        "split it: a file may have {n} pages": "divida-o: um arquivo pode ter {n} páginas",
        "is a damaged PDF ({reason})": "é um PDF danificado ({reason})",
        "page {page} holds {n} characters": "a página {page} contém {n} caracteres",
        "a page may hold {n}": "uma página pode conter {n}",
        "its menu, header, footer or margin gives what is no part of the text: {quotes}": (
            "o menu, o cabeçalho, o rodapé ou a margem traz o que não faz parte do texto: {quotes}"
        ),
        "pages {pages} are images without text, the other pages are read": count(
            one=("a página {pages} é uma imagem sem texto, as outras foram lidas"),
            many=("as páginas {pages} são imagens sem texto, as outras foram lidas"),
        ),
        "its pages are images without text": "as páginas são imagens sem texto",
        "run OCR first, for example ocrmypdf": "passe antes um OCR, por exemplo ocrmypdf",
        "holds more than {n} characters": "contém mais de {n} caracteres",
        "save it as DOCX": "salve-o como DOCX",
        "export it as DOCX or PDF": "exporte-o como DOCX ou PDF",
        "save it as PPTX": "salve-o como PPTX",
        "export it as PPTX or PDF": "exporte-o como PPTX ou PDF",
        "save it as XLSX": "salve-o como XLSX",
        "export it as XLSX": "exporte-o como XLSX",
        "save it as .eml, from a mail program": "salve-o como .eml em um programa de e-mail",
        "save its mails as .eml, from a mail program": (
            "salve os e-mails como .eml em um programa de e-mail"
        ),
        "save its mails as .eml, each in a file of its own": (
            "salve os e-mails como .eml, cada um em seu arquivo"
        ),
        "{share} of {small} stands in {large} too, and is {part} of that": (
            "{share} de {small} está também em {large} e equivale a {part} dele"
        ),
        "the same text, but for case and white space": (
            "o mesmo texto, exceto maiúsculas e espaços"
        ),
        "{n} places with UTF-8 that was read as another encoding: {found} for {meant}": count(
            one=("{n} lugar com UTF-8 lido em outra codificação: {found} em vez de {meant}"),
            many=("{n} lugares com UTF-8 lido em outra codificação: {found} em vez de {meant}"),
        ),
        "{n} characters lost or no text: {named}": count(
            one="{n} caractere perdido ou que não é texto: {named}",
            many="{n} caracteres perdidos ou que não são texto: {named}",
        ),
        "read as {encoding}: {some} of {n} documents": count(
            one="lidos como {encoding}: {some} de {n} documento",
            many="lidos como {encoding}: {some} de {n} documentos",
        ),
        "nowhere to part it in {n} characters": "{n} caracteres sem um lugar onde dividir",
        "no text on pages {pages}": count(
            one="sem texto na página {pages}", many="sem texto nas páginas {pages}"
        ),
        "in {n} documents": count(one="em {n} documento", many="em {n} documentos"),
        "{figure} ({n} documents)": count(
            one="{figure} ({n} documento)", many="{figure} ({n} documentos)"
        ),
        "no title but the name of its file": "sem título além do nome do arquivo",
        "no date of publication": "sem data de publicação",
        "no publisher": "sem editor",
        "no address of the original": "sem endereço do original",
        "published {date}, which is still to come": "publicado: {date}, data que ainda não chegou",
        "valid from {first} until {last}, which is never": (
            "válido de {first} a {last}, ou seja, nunca"
        ),
        "expired {date}": "vencido: {date}",
        "valid from {date} only": "válido só a partir de: {date}",
        "supersedes itself": "substitui a si mesmo",
        "supersedes {document}, which isn't there": "substitui {document}, que não está aqui",
        "superseded by {document} and still there": "substituído por {document} e ainda presente",
        "{n} documents are called {title}": "{n} documentos têm o título {title}",
        "the question has {n} characters, at most {most} are read": (
            "a pergunta tem {n} caracteres; são lidos no máximo {most}"
        ),
        "ask it in fewer words": "pergunte com menos palavras",
        "the question has more than {n} characters": "a pergunta tem mais de {n} caracteres",
        "the history has more than {n} messages": "o histórico tem mais de {n} mensagens",
        "message {number} of the history has more than {n} characters": (
            "a mensagem {number} do histórico tem mais de {n} caracteres"
        ),
        "history is not a list of {role, content}": "history não é uma lista de {role, content}",
        "the question is missing or not a string": "a pergunta falta ou não é uma string",
        "the question is nested too deeply": "a pergunta tem níveis demais",
        "the body": "o corpo",
        "{name} is not JSON": "{name} não é JSON",
        "{name} is not a JSON object": "{name} não é um objeto JSON",
        "write it as {form}": "escreva assim: {form}",
        "write it as {form}, with the keys that you need": (
            "escreva assim, com as chaves necessárias: {form}"
        ),
        "the body is not of the form {form}, the last two of at most {n} characters": (
            "o corpo não tem a forma {form}; os dois últimos com no máximo {n} caracteres"
        ),
        '"filters" is not an object': '"filters" não é um objeto',
        "there is no filter {name}": "não existe o filtro {name}",
        '"{key}" of the filters is not a list of strings': (
            '"{key}" dos filtros não é uma lista de strings'
        ),
        '"{key}" of the filters is not a date': '"{key}" dos filtros não é uma data',
        '"{key}" of the filters is not true or false': '"{key}" dos filtros não é true nem false',
        "since {since} lies after until {until}": "since {since} vem depois de until {until}",
        "swap them": "troque-os",
        "no document passes all of the filters": "nenhum documento atende a todos os filtros",
        "leave some of the filters out": "retire alguns dos filtros",
        "there is no document {name}": "não existe o documento {name}",
        "there is no publisher {name}": "não existe o editor {name}",
        "there is no tag {name}": "não existe a etiqueta {name}",
        "there is no language {name}": "não há documentos no idioma {name}",
        "did you mean {names}?": "quis dizer {names}?",
        "see the ids with `quotedesk show`": "veja os ids com `quotedesk show`",
        "there are {names}": "há {names}",
        "there are {names} and others": "há {names} e outros",
        "no document has a publisher: leave the filter out": (
            "nenhum documento tem editor: retire o filtro"
        ),
        "no document has a tag: leave the filter out": (
            "nenhum documento tem etiqueta: retire o filtro"
        ),
        "no document has a language: leave the filter out": (
            "nenhum documento indica o idioma: retire o filtro"
        ),
        "the question could not be looked up": "não foi possível buscar a pergunta",
        "there is no such recent reply": "não há essa resposta recente",
        "limit is not a number from 1 to {n}": "limit não é um número de 1 a {n}",
        "there is no such document to go on after: begin without": (
            "não há esse documento após o qual continuar: comece sem ele"
        ),
        "there are no documents to ask about": "não há documentos sobre os quais perguntar",
        "internal error": "erro interno",
        "there is nothing at this address": "não há nada neste endereço",
        "Not Found": "não há nada neste endereço",
        "Method Not Allowed": "método não permitido",
        "the desk is busy": "o serviço está sobrecarregado",
        "try again in a moment": "tente de novo daqui a pouco",
        "the request is larger than {n} bytes": "a solicitação tem mais de {n} bytes",
        "the request came too slowly": "a solicitação chegou devagar demais",
    }
)
